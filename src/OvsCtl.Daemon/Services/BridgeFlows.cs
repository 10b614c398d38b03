using System.Buffers;
using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Labs;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Daemon.Services;

/// <summary>What is known of a bridge's flows besides the flows: the names of its ports, and what its lab wants of each flow and why.</summary>
internal sealed class BridgeFlows
{
    private static readonly FlowModFlags[] s_flags =
        [FlowModFlags.SendFlowRemoved, FlowModFlags.CheckOverlap, FlowModFlags.ResetCounts, FlowModFlags.NoPacketCounts, FlowModFlags.NoByteCounts];

    private readonly Dictionary<PortNumber, string> _names = [];
    private readonly Dictionary<(int Table, int Priority, string Match), DesiredFlow> _wanted = [];

    public BridgeFlows(BridgeState bridge, IEnumerable<LabSnapshot> labs)
    {
        Bridge = bridge.Name;
        foreach (var port in bridge.Ports.Values.SelectMany(p => p.Interfaces))
            if (port.OfPort is > 0 and var number) _names[new PortNumber((uint)number)] = port.Name;
        Lab = labs.FirstOrDefault(l => l.Desired.Bridges.Any(b => b.Name == bridge.Name));
        if (Lab is null) return;
        var ports = new ObservedBridge
        {
            Name = bridge.Name,
            Ports = bridge.Ports.Values.ToDictionary(p => p.Name, p => new ObservedPort { Name = p.Name, OfPort = p.Interfaces is [var own] ? own.OfPort : null }),
        };
        Intents = LabFlows.Of(Lab.Desired, new Dictionary<string, ObservedBridge> { [bridge.Name] = ports }).GetValueOrDefault(bridge.Name, []);
        foreach (var flow in Intents.Select(i => i.ToDesired(bridge.Name))) _wanted[(flow.Table, flow.Priority, flow.Match)] = flow;
    }

    public string Bridge { get; }

    /// <summary>The lab that the bridge is a part of.</summary>
    public LabSnapshot? Lab { get; }

    /// <summary>The flows that the lab wants here.</summary>
    public IReadOnlyList<FlowIntent> Intents { get; } = [];

    /// <summary>Whether the flow carries the mark of a lab, this one or another.</summary>
    public static bool IsManaged(Cookie cookie) => LabMark.IsCookie(cookie.Value);

    public PortNumber? PortNamed(string name) => _names.Where(n => n.Value == name).Select(n => (PortNumber?)n.Key).FirstOrDefault();

    /// <summary>The tables of a lab's bridge have names; those of others' bridges only numbers.</summary>
    public TableId? TableNamed(string name) => Lab is null ? null : PipelineTables.Find(name);

    public string? NameOf(PortNumber port) => _names.GetValueOrDefault(port);

    public DesiredFlow? Wanted(int table, int priority, string match, Cookie cookie) =>
        _wanted.TryGetValue((table, priority, match), out var known) && known.Cookie == cookie.Value ? known : null;

    /// <summary>Where the switch has the flow from that it learned by itself; null for one that somebody added.</summary>
    public string? WhyLearned(Cookie cookie) => LearnedFlows.PortOf(cookie.Value) is { } port ? $"learned from what came in by {NameOf(port) ?? $"port {port}"}" : null;

    /// <summary>The flows of one message of a dump.</summary>
    public FlowsPart Read(ReadOnlyMemory<byte> frame)
    {
        var sequence = new ReadOnlySequence<byte>(frame);
        var part = new FlowsPart { Bridge = Bridge };
        if (OpenFlowCodec.TryRead(ref sequence, out var message) && message is FlowStatsReply reply) part.Flows.AddRange(reply.Flows.Select(Message));
        return part;
    }

    public Flow Message(FlowStats flow)
    {
        var known = IsManaged(flow.Cookie) ? Wanted(flow.TableId.Value, flow.Priority, flow.Match.ToString(), flow.Cookie) : null;
        var learned = WhyLearned(flow.Cookie);
        return new Flow
        {
            Table = flow.TableId.Value,
            TableName = known is null && learned is null ? "" : PipelineTables.Name(flow.TableId.Value) ?? "",
            Priority = flow.Priority,
            Cookie = flow.Cookie.Value,
            Match = flow.Match.ToString(NameOf),
            Actions = FlowText.Actions(flow.Instructions, NameOf),
            PacketCount = flow.PacketCount,
            ByteCount = flow.ByteCount,
            DurationSeconds = flow.Duration.TotalSeconds,
            IdleTimeout = flow.IdleTimeout,
            HardTimeout = flow.HardTimeout,
            Why = known?.Why ?? learned ?? "",
            Lab = known is null ? "" : Lab?.Name ?? "",
            Owner = known?.Owner ?? (learned is null ? "" : $"switch {Bridge}"),
            Flags = { s_flags.Where(f => flow.Flags.HasFlag(f)).Select(Name) },
        };
    }

    /// <summary>A flow that is not there yet.</summary>
    public Flow Message(FlowMod flow) => Message(new FlowStats
    {
        TableId = flow.TableId,
        Priority = flow.Priority,
        Cookie = flow.Cookie,
        Match = flow.Match,
        Instructions = flow.Instructions,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Flags = flow.Flags,
    });

    /// <summary>"table 0, priority 200, in_port=red-eth0", for sentences.</summary>
    public static string Describe(Flow flow) =>
        string.Create(CultureInfo.InvariantCulture, $"table={flow.Table},priority={flow.Priority}") + (flow.Match.Length > 0 ? "," + flow.Match : "");

    private static string Name(FlowModFlags flag) => flag switch
    {
        FlowModFlags.SendFlowRemoved => "send_flow_rem",
        FlowModFlags.CheckOverlap => "check_overlap",
        FlowModFlags.ResetCounts => "reset_counts",
        FlowModFlags.NoPacketCounts => "no_packet_counts",
        _ => "no_byte_counts",
    };
}
