using OvsCtl.Controller.Forwarding;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Observing;

/// <summary>What a look at a lab need not find out again. Used by the lab's own loop alone.</summary>
internal sealed class LookCache(DesiredState lab, KernelWatch watch)
{
    public DesiredState Lab => lab;

    public PlaceCache Places { get; } = new(lab, watch);

    public DesiredFlows Flows { get; } = new(lab);

    /// <summary>When everything was read last, as a timestamp; null for never.</summary>
    public long? ReadAt { get; set; }

    public void Forget(IEnumerable<PlanStep> done) => Places.Forget(done);
}
