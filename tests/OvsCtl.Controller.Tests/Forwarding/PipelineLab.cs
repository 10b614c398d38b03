using OvsCtl.Controller.Forwarding;
using OvsCtl.OpenFlow;
using OvsCtl.Testing;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Controller.Tests.Forwarding;

/// <summary>The switches of a lab file as fake ones with the pipeline's flows, made when first used.</summary>
internal sealed class PipelineLab(string text)
{
    private readonly Dictionary<string, FakeDatapath> _switches = [];

    public DesiredState Desired { get; } = Resolver.Resolve(LabFile.Parse(text, "lab.yaml"));

    public IReadOnlyDictionary<string, int> Numbers(string bridge) => PortNumbers.Assign(Bridge(bridge), null);

    public IReadOnlyList<FlowIntent> Flows(string bridge) => ForwardingPipeline.Flows(Desired, Bridge(bridge), Numbers(bridge));

    public PortNumber Port(string bridge, string host) => new((uint)Numbers(bridge)[Bridge(bridge).Ports.Single(p => p.Host == host).Name]);

    public PortNumber PatchPort(string bridge, string towards) => new((uint)Numbers(bridge)[Bridge(bridge).Ports.Single(p => p.PatchBridge == towards).Name]);

    /// <summary>The port of the cable to another switch, of whatever kind.</summary>
    public PortNumber SwitchPort(string bridge, string towards) => new((uint)Numbers(bridge)[Bridge(bridge).Ports.Single(p => p.Peer == $"switch {towards}").Name]);

    public ulong Mac(string host) => Desired.Cables.First(c => c.A.Place.ToString() == host).A.Mac.GetValueOrDefault().Value;

    public IReadOnlyList<PortNumber> Send(string bridge, string host, ulong destination) => Receive(bridge, Port(bridge, host), destination, Mac(host));

    public IReadOnlyList<PortNumber> Receive(string bridge, PortNumber port, ulong destination, ulong source) => Receive(bridge, port, Frames.Ethernet(destination, source));

    public IReadOnlyList<PortNumber> Receive(string bridge, PortNumber port, byte[] frame) => Datapath(bridge).Receive(port, frame);

    /// <summary>What the switch has by now, of which it may have learned some.</summary>
    public IReadOnlyList<FlowMod> Installed(string bridge) => Datapath(bridge).Flows;

    private FakeDatapath Datapath(string bridge)
    {
        if (_switches.TryGetValue(bridge, out var datapath)) return datapath;
        _switches[bridge] = datapath = new FakeDatapath([PortNumber.Local, .. Numbers(bridge).Values.Select(n => new PortNumber((uint)n))]);
        datapath.Apply(Flows(bridge).Select(f => f.ToAdd()));
        return datapath;
    }

    private DesiredBridge Bridge(string name) => Desired.Bridges.Single(b => b.Name == name);
}
