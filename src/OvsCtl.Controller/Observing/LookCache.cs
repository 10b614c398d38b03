using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Labs;
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

    /// <summary>How long it may be until everything is read again, if nothing happens.</summary>
    public TimeSpan Rest { get; private set; } = LabBackoff.SlowLook;

    /// <summary>A lab that takes long to read is read less often: at rest that costs at most a two-hundredth of a processor.</summary>
    public void RestAfter(TimeSpan spent) => Rest = spent * 200 > LabBackoff.SlowLook ? spent * 200 : LabBackoff.SlowLook;

    public void Forget(IEnumerable<PlanStep> done) => Places.Forget(done);
}
