using System.Net;
using OvsCtl.OpenFlow;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Forwarding;

/// <summary>
/// The flows of a controlled bridge, all known before the first packet: who is behind which port follows from the lab.
/// Pure: the lab and the ports' numbers in, flows out.
/// </summary>
public static class ForwardingPipeline
{
    private const ulong GroupBit = 0x0100_0000_0000;

    // IEEE 802.1D-2004 table 7-10: 01-80-C2-00-00-00 to -0F are for the bridge itself and never forwarded.
    private const ulong ReservedGroup = 0x0180_c200_0000;
    private const ulong ReservedGroupMask = 0xffff_ffff_fff0;

    private const ushort EthTypeIpv4 = 0x0800, EthTypeArp = 0x0806;

    private const ushort Refuse = 300;
    private const ushort Admit = 220;
    private const ushort Forged = 210;
    private const ushort AdmitOther = 200;
    private const ushort Known = 200;
    private const ushort Flood = 100;
    private const ushort Unknown = 50;
    private const ushort Miss = 0;

    public static IReadOnlyList<FlowIntent> Flows(DesiredState lab, DesiredBridge bridge, IReadOnlyDictionary<string, int> portNumbers)
    {
        var flows = new FlowList(lab.Lab);
        Admission(lab, bridge, portNumbers, flows);
        Forwarding(lab, bridge, portNumbers, flows);
        return flows.Flows;
    }

    private static void Admission(DesiredState lab, DesiredBridge bridge, IReadOnlyDictionary<string, int> portNumbers, FlowList flows)
    {
        var own = $"switch {bridge.Name}";
        var senders = new SenderAddresses(lab);
        flows.Add(PipelineTables.Admission, Refuse, Match.Any.EthDst(ReservedGroup, ReservedGroupMask), [], own, "drop frames for the bridge protocols (STP, LACP, LLDP): a switch never forwards them");
        flows.Add(PipelineTables.Admission, Refuse, Match.Any.EthSrc(GroupBit, GroupBit), [], own, "drop frames that claim to come from a group address: no interface has one");
        flows.Add(PipelineTables.Admission, Admit, Match.Any.InPort(PortNumber.Local), ToForwarding, own, $"let in what {bridge.Name}'s own interface sends");
        foreach (var port in bridge.Ports)
        {
            var match = Match.Any.InPort(Number(portNumbers, port));
            if (IsForeign(lab, bridge, port))
                flows.Add(PipelineTables.Admission, Admit, match, [.. LearnedFlows.Learn(Number(portNumbers, port)), .. ToForwarding], own, $"let in what {port.Peer} has let in, and learn who is behind it");
            else if (port.HostMac is not { } mac)
                flows.Add(PipelineTables.Admission, Admit, match, ToForwarding, own, $"let in what {port.Peer} has let in");
            else if (senders.Of(port) is { Count: > 0 } addresses)
                AdmitKnown(port, match.EthSrc(mac.Value), mac.Value, addresses, flows);
            else
                flows.Add(PipelineTables.Admission, Admit, match.EthSrc(mac.Value), ToForwarding, $"host {port.Host}", $"let in what {port.Peer} sends under its own MAC, for others too");
        }

        flows.Add(PipelineTables.Admission, Forged, Match.Any.EthType(EthTypeIpv4), [], own, "drop other IPv4: an unknown port, or a host that sends from an address or a MAC that is not its own");
        flows.Add(PipelineTables.Admission, Forged, Match.Any.EthType(EthTypeArp), [], own, "drop other ARP: an unknown port, or a host that answers for an address or a MAC that is not its own");
        flows.Add(PipelineTables.Admission, Miss, Match.Any, [], own, "drop the rest: an unknown port, or a host that sends under a MAC that is not its own");
    }

    /// <summary>A host that is known whole: where it lives and which addresses it has.</summary>
    private static void AdmitKnown(DesiredPort port, Match match, ulong mac, IReadOnlyCollection<IPAddress> addresses, FlowList flows)
    {
        var owner = $"host {port.Host}";
        foreach (var address in addresses)
        {
            flows.Add(PipelineTables.Admission, Admit, match.EthType(EthTypeIpv4).Ipv4Src(address), ToForwarding, owner, $"let in IPv4 that {port.Peer} sends from its own address");
            flows.Add(PipelineTables.Admission, Admit, match.EthType(EthTypeArp).ArpSpa(address).ArpSha(mac), ToForwarding, owner, $"let in ARP in which {port.Peer} speaks for its own address");
        }

        // RFC 5227 §1.1: an ARP probe names no sender's address.
        flows.Add(PipelineTables.Admission, Admit, match.EthType(EthTypeArp).ArpSpa(IPAddress.Any).ArpSha(mac), ToForwarding, owner, $"let in ARP in which {port.Peer} asks whether an address is free");
        flows.Add(PipelineTables.Admission, AdmitOther, match, ToForwarding, owner, $"let in what {port.Peer} sends under its own MAC, other than IPv4 and ARP");
    }

    private static void Forwarding(DesiredState lab, DesiredBridge bridge, IReadOnlyDictionary<string, int> portNumbers, FlowList flows)
    {
        var own = $"switch {bridge.Name}";
        if (bridge.Interface.Mac is { } bridgeMac)
            flows.Add(PipelineTables.Forwarding, Known, Match.Any.EthDst(bridgeMac.Value), Out(PortNumber.Local), own, $"frames for {bridge.Name} itself, the gateway of its hosts");
        foreach (var port in bridge.Ports)
        {
            var number = Number(portNumbers, port);
            if (port.HostMac is { } mac)
                flows.Add(PipelineTables.Forwarding, Known, Match.Any.EthDst(mac.Value), Out(number), $"host {port.Host}", $"frames for {port.Peer} leave by its port");
            else if (port.PatchBridge is { } far)
                foreach (var (address, owner) in Behind(lab, far, bridge.Name))
                    flows.Add(PipelineTables.Forwarding, Known, Match.Any.EthDst(address.Value), Out(number), owner, $"frames for {owner} leave towards switch {far}");
        }

        flows.Add(PipelineTables.Forwarding, Flood, Match.Any.EthDst(GroupBit, GroupBit), Out(PortNumber.Flood), own, "broadcast and multicast (ARP asks this way) go to every other port");
        var foreign = bridge.Ports.Where(p => IsForeign(lab, bridge, p)).Select(p => (FlowAction)new Output(Number(portNumbers, p))).ToList();
        if (foreign.Count > 0)
        {
            // After the known ones, so that nobody behind a foreign port can take over a MAC of the lab.
            flows.Add(PipelineTables.Forwarding, Unknown, Match.Any, [new GotoTable(PipelineTables.Learned)], own, "what is for none of the lab's own hosts may live behind a switch that is not ours: see who was heard there");
            flows.Add(PipelineTables.Learned, Miss, Match.Any, [new ApplyActions(foreign)], own, "nobody was heard yet under that MAC: to every port where it may live");
        }

        flows.Add(PipelineTables.Forwarding, Miss, Match.Any, [], own, "drop the rest: nobody in the lab has that MAC");
    }

    /// <summary>The MACs that are reached through a neighbouring bridge. The lab file allows no loops, so the walk ends.</summary>
    private static IEnumerable<(MacAddress Address, string Owner)> Behind(DesiredState lab, string bridge, string from)
    {
        var there = lab.Bridges.First(b => b.Name == bridge);
        if (there.Interface.Mac is { } own) yield return (own, $"switch {bridge}");
        foreach (var port in there.Ports)
        {
            if (port.HostMac is { } mac) yield return (mac, $"host {port.Host}");
            if (port.PatchBridge is not { } next || next == from) continue;
            foreach (var further in Behind(lab, next, bridge)) yield return further;
        }
    }

    /// <summary>
    /// Whether MACs may live behind the port that the lab does not know: on a bridge that learns by itself, next to this one or beyond others of the lab.
    /// </summary>
    private static bool IsForeign(DesiredState lab, DesiredBridge bridge, DesiredPort port)
    {
        if (port.HostMac is not null) return false;
        if (port.PatchBridge is not { } far) return true;
        var there = lab.Bridges.First(b => b.Name == far);
        return there.Controller != SwitchController.OvsCtl || there.Ports.Any(p => p.PatchBridge != bridge.Name && IsForeign(lab, there, p));
    }

    private static PortNumber Number(IReadOnlyDictionary<string, int> numbers, DesiredPort port) => new((uint)numbers[port.Name]);

    private static IReadOnlyList<Instruction> ToForwarding => [new GotoTable(PipelineTables.Forwarding)];

    private static IReadOnlyList<Instruction> Out(PortNumber port) => [new ApplyActions([new Output(port)])];

    private sealed class FlowList(string lab)
    {
        private readonly List<FlowIntent> _flows = [];

        public IReadOnlyList<FlowIntent> Flows => _flows;

        public void Add(TableId table, ushort priority, Match match, IReadOnlyList<Instruction> instructions, string owner, string why) =>
            _flows.Add(new FlowIntent
            {
                Table = table,
                Priority = priority,
                Match = match,
                Instructions = instructions,
                Cookie = new OpenFlow.Cookie(LabMark.Cookie(lab, owner)),
                Owner = owner,
                Why = why,
            });
    }
}
