using System.Buffers.Binary;
using OvsCtl.OpenFlow;

namespace OvsCtl.Testing;

/// <summary>
/// A switch that holds flows and says where a frame comes out, by the rules of OpenFlow 1.3 §5: pure, without a socket or a clock.
/// It knows Ethernet, one VLAN tag, ARP, IPv4, IPv6, TCP, UDP and ICMP; of the actions, output, set-field, the VLAN ones and learn, whose flows stay
/// until they are deleted. What it does not know it refuses with <see cref="NotSupportedException"/> rather than let a test pass for the wrong reason.
/// NORMAL is an L2 learning switch over <paramref name="ports"/>.
/// </summary>
public sealed class FakeDatapath(params PortNumber[] ports)
{
    private readonly List<FlowMod> _flows = [];
    private readonly Dictionary<ulong, PortNumber> _learned = [];

    /// <summary>The flows it has, each as the flow-mod that added it.</summary>
    public IReadOnlyList<FlowMod> Flows => _flows;

    /// <summary>Adds, changes or deletes flows.</summary>
    public void Apply(FlowMod mod)
    {
        ArgumentNullException.ThrowIfNull(mod);
        switch (mod.Command)
        {
            case FlowModCommand.Add:
                if (mod.Match.UnmetPrerequisites() is [var field, ..]) throw new ArgumentException($"A switch would refuse {mod.Match}: what {field} needs is missing.", nameof(mod));
                _flows.RemoveAll(flow => IsSameFlow(flow, mod));
                _flows.Add(mod);
                break;
            case FlowModCommand.Modify or FlowModCommand.ModifyStrict:
                for (var i = 0; i < _flows.Count; i++)
                {
                    if (IsSelected(_flows[i], mod, mod.Command == FlowModCommand.ModifyStrict)) _flows[i] = _flows[i] with { Instructions = mod.Instructions };
                }

                break;
            default:
                _flows.RemoveAll(flow => IsSelected(flow, mod, mod.Command == FlowModCommand.DeleteStrict) && IsOutputTo(flow, mod.OutPort));
                break;
        }
    }

    /// <summary>Adds, changes or deletes flows, in order.</summary>
    public void Apply(IEnumerable<FlowMod> mods)
    {
        foreach (var mod in mods) Apply(mod);
    }

    /// <summary>Where a frame comes out that comes in by a port: empty when it is dropped, CONTROLLER among them when it becomes a packet-in.</summary>
    public IReadOnlyList<PortNumber> Receive(PortNumber inPort, ReadOnlySpan<byte> frame)
    {
        var packet = new Packet(inPort, FrameFields.Of(inPort, frame));
        var table = new TableId(0);
        while (Lookup(table, packet.Fields) is { } flow)
        {
            if (Execute(flow, packet) is not { } next) break;
            table = next;
        }

        Apply(packet.ActionSet, packet);
        return packet.Outputs;
    }

    /// <summary>What a packet-out does.</summary>
    public IReadOnlyList<PortNumber> Send(PacketOut message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Actions.Any(action => action is Output { Port: var port } && port == PortNumber.Table)) return Receive(message.InPort, message.Data.Span);
        var packet = new Packet(message.InPort, FrameFields.Of(message.InPort, message.Data.Span));
        Apply(message.Actions, packet);
        return packet.Outputs;
    }

    private static bool IsSameFlow(FlowMod flow, FlowMod mod) => flow.TableId == mod.TableId && flow.Priority == mod.Priority && flow.Match.Equals(mod.Match);

    private static bool IsSelected(FlowMod flow, FlowMod mod, bool isStrict)
    {
        if (mod.TableId != TableId.All && flow.TableId != mod.TableId) return false;
        if (((flow.Cookie.Value ^ mod.Cookie.Value) & mod.CookieMask.Value) != 0) return false;
        return isStrict ? flow.Priority == mod.Priority && flow.Match.Equals(mod.Match) : mod.Match.Entries.All(entry => Covers(entry, flow.Match));
    }

    /// <summary>True when every packet of the match meets the condition.</summary>
    private static bool Covers(MatchEntry condition, Match match)
    {
        if (!match.TryGet(condition.Field, out var entry)) return false;
        for (var i = 0; i < condition.Field.Size; i++)
        {
            var mask = MaskAt(condition, i);
            if ((mask & ~MaskAt(entry, i)) != 0 || ((condition.Value.Span[i] ^ entry.Value.Span[i]) & mask) != 0) return false;
        }

        return true;
    }

    private static bool IsOutputTo(FlowMod flow, PortNumber port) =>
        port == PortNumber.Any || flow.Instructions.SelectMany(ActionsOf).Any(action => action is Output output && output.Port == port);

    private static IReadOnlyList<FlowAction> ActionsOf(Instruction instruction) => instruction switch
    {
        ApplyActions apply => apply.Actions,
        WriteActions write => write.Actions,
        _ => [],
    };

    private static bool IsMatch(Match match, Dictionary<MatchField, byte[]> fields)
    {
        foreach (var entry in match.Entries)
        {
            if (!fields.TryGetValue(entry.Field, out var value)) return false;
            for (var i = 0; i < value.Length; i++)
            {
                if (((value[i] ^ entry.Value.Span[i]) & MaskAt(entry, i)) != 0) return false;
            }
        }

        return true;
    }

    private static byte MaskAt(MatchEntry entry, int index) => entry.HasMask ? entry.Mask.Span[index] : (byte)0xff;

    // Of two with the same priority either may win; the older one does here, so that a test is repeatable.
    private FlowMod? Lookup(TableId table, Dictionary<MatchField, byte[]> fields) =>
        _flows.Where(flow => flow.TableId == table && IsMatch(flow.Match, fields)).MaxBy(flow => flow.Priority);

    /// <returns>The table to go on with; null when the action set is next.</returns>
    private TableId? Execute(FlowMod flow, Packet packet)
    {
        TableId? next = null;
        foreach (var instruction in flow.Instructions)
        {
            switch (instruction)
            {
                case ApplyActions apply: Apply(apply.Actions, packet); break;
                case WriteActions write: packet.Write(write.Actions); break;
                case ClearActions: packet.ActionSet.Clear(); break;
                case WriteMetadata write: packet.WriteMetadata(write); break;
                case GotoTable goTo when goTo.TableId.Value > flow.TableId.Value: next = goTo.TableId; break;
                default: throw new NotSupportedException($"The fake switch does not know {instruction}.");
            }
        }

        return next;
    }

    private void Apply(IEnumerable<FlowAction> actions, Packet packet)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case Output output: packet.Outputs.AddRange(Destinations(output.Port, packet)); break;
                case SetField { Entry: var entry }: packet.Fields[entry.Field] = entry.Value.ToArray(); break;
                case PushVlan: packet.Fields[MatchField.VlanVid] = [0x10, 0]; break;
                case PopVlan: packet.Fields[MatchField.VlanVid] = [0, 0]; break;
                case DecNwTtl or SetNwTtl: break;
                case Learn learn: Carry(learn, packet); break;
                default: throw new NotSupportedException($"The fake switch does not know {action}.");
            }
        }
    }

    /// <summary>Adds or changes a flow that matches on what the packet has in the same fields or others, and outputs to the port it came in by.</summary>
    private void Carry(Learn learn, Packet packet)
    {
        var (match, actions) = (Match.Any, new List<FlowAction>());
        foreach (var spec in learn.Specs)
        {
            if (spec is { Destination: null, Source: { Field.Name: "in_port" } }) actions.Add(new Output(packet.InPort));
            else if (spec is { IsLoad: false, Destination: { } to, Source: { } from }) match = match.With(Whole(to), packet.Fields[Whole(from)]);
            else throw new NotSupportedException($"The fake switch does not know {learn}.");
        }

        var table = new TableId(learn.Table);
        var flow = new FlowMod { TableId = table, Priority = learn.Priority, Match = match, Instructions = [new ApplyActions(actions)], Cookie = learn.Cookie, IdleTimeout = learn.IdleTimeout, HardTimeout = learn.HardTimeout };
        var isKnown = _flows.Exists(old => IsSameFlow(old, flow));
        if (isKnown || learn.Limit == 0 || _flows.Count(old => old.TableId == table && old.Cookie == learn.Cookie) < learn.Limit) Apply(flow);
    }

    private static MatchField Whole(Subfield part) =>
        MatchField.All.FirstOrDefault(field => field.Name == part.Field.Name && part == new Subfield(part.Field)) ?? throw new NotSupportedException($"The fake switch does not learn from {part}.");

    private IEnumerable<PortNumber> Destinations(PortNumber port, Packet packet)
    {
        if (port == PortNumber.InPort) return [packet.InPort];
        if (port == PortNumber.Controller) return [port];
        if (port == PortNumber.All || port == PortNumber.Flood) return ports.Where(p => p != packet.InPort);
        if (port == PortNumber.Normal) return Forward(packet);

        // A packet never leaves by the port it came in by, unless IN_PORT says so.
        return port != packet.InPort && ports.Contains(port) ? [port] : [];
    }

    private IEnumerable<PortNumber> Forward(Packet packet)
    {
        _learned[packet.Address(MatchField.EthSrc)] = packet.InPort;
        if (!_learned.TryGetValue(packet.Address(MatchField.EthDst), out var known)) return ports.Where(p => p != packet.InPort);
        return known == packet.InPort ? [] : [known];
    }

    private sealed class Packet(PortNumber inPort, Dictionary<MatchField, byte[]> fields)
    {
        public PortNumber InPort => inPort;

        public Dictionary<MatchField, byte[]> Fields => fields;

        public List<PortNumber> Outputs { get; } = [];

        /// <summary>Kept with the output last, which is the order it is executed in.</summary>
        public List<FlowAction> ActionSet { get; } = [];

        public void Write(IEnumerable<FlowAction> actions)
        {
            foreach (var action in actions)
            {
                ActionSet.RemoveAll(old => old.GetType() == action.GetType() && (old as SetField)?.Entry.Field == (action as SetField)?.Entry.Field);
                ActionSet.Insert(action is Output ? ActionSet.Count : 0, action);
            }
        }

        public void WriteMetadata(WriteMetadata write)
        {
            var old = BinaryPrimitives.ReadUInt64BigEndian(Fields[MatchField.Metadata]);
            BinaryPrimitives.WriteUInt64BigEndian(Fields[MatchField.Metadata], (old & ~write.Mask) | (write.Metadata & write.Mask));
        }

        public ulong Address(MatchField field) => Fields[field].Aggregate(0UL, (address, b) => address << 8 | b);
    }

    /// <summary>What matches can see of a frame.</summary>
    private static class FrameFields
    {
        public static Dictionary<MatchField, byte[]> Of(PortNumber inPort, ReadOnlySpan<byte> frame)
        {
            var port = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(port, inPort.Value);
            var fields = new Dictionary<MatchField, byte[]>
            {
                [MatchField.InPort] = port,
                [MatchField.Metadata] = new byte[8],
                [MatchField.EthDst] = frame[..6].ToArray(),
                [MatchField.EthSrc] = frame[6..12].ToArray(),
                [MatchField.VlanVid] = [0, 0],
            };
            var at = 12;
            if (frame[at..].StartsWith((ReadOnlySpan<byte>)[0x81, 0x00]))
            {
                fields[MatchField.VlanVid] = [(byte)((frame[14] & 0x0f) | 0x10), frame[15]];
                fields[MatchField.VlanPcp] = [(byte)(frame[14] >> 5)];
                at = 16;
            }

            fields[MatchField.EthType] = frame.Slice(at, 2).ToArray();
            var payload = frame[(at + 2)..];
            switch (BinaryPrimitives.ReadUInt16BigEndian(frame[at..]))
            {
                case 0x0806 when payload.Length >= 28: AddArp(fields, payload); break;
                case 0x0800 when payload.Length >= 20: AddIpv4(fields, payload); break;
                case 0x86dd when payload.Length >= 40: AddIpv6(fields, payload); break;
            }

            return fields;
        }

        private static void AddArp(Dictionary<MatchField, byte[]> fields, ReadOnlySpan<byte> arp)
        {
            fields[MatchField.ArpOp] = arp[6..8].ToArray();
            fields[MatchField.ArpSha] = arp[8..14].ToArray();
            fields[MatchField.ArpSpa] = arp[14..18].ToArray();
            fields[MatchField.ArpTha] = arp[18..24].ToArray();
            fields[MatchField.ArpTpa] = arp[24..28].ToArray();
        }

        private static void AddIpv4(Dictionary<MatchField, byte[]> fields, ReadOnlySpan<byte> ip)
        {
            fields[MatchField.IpDscp] = [(byte)(ip[1] >> 2)];
            fields[MatchField.IpEcn] = [(byte)(ip[1] & 3)];
            fields[MatchField.IpProto] = [ip[9]];
            fields[MatchField.Ipv4Src] = ip[12..16].ToArray();
            fields[MatchField.Ipv4Dst] = ip[16..20].ToArray();
            var headerSize = (ip[0] & 0x0f) * 4;
            if (headerSize <= ip.Length) AddTransport(fields, ip[9], ip[headerSize..]);
        }

        private static void AddIpv6(Dictionary<MatchField, byte[]> fields, ReadOnlySpan<byte> ip)
        {
            fields[MatchField.IpProto] = [ip[6]];
            fields[MatchField.Ipv6Src] = ip[8..24].ToArray();
            fields[MatchField.Ipv6Dst] = ip[24..40].ToArray();
            AddTransport(fields, ip[6], ip[40..]);
        }

        private static void AddTransport(Dictionary<MatchField, byte[]> fields, byte protocol, ReadOnlySpan<byte> header)
        {
            if (header.Length < 4) return;
            var (first, second, size) = protocol switch
            {
                1 => (MatchField.Icmpv4Type, MatchField.Icmpv4Code, 1),
                58 => (MatchField.Icmpv6Type, MatchField.Icmpv6Code, 1),
                6 => (MatchField.TcpSrc, MatchField.TcpDst, 2),
                17 => (MatchField.UdpSrc, MatchField.UdpDst, 2),
                _ => (null, null, 0),
            };
            if (first is null || second is null) return;
            fields[first] = header[..size].ToArray();
            fields[second] = header.Slice(size, size).ToArray();
        }
    }
}
