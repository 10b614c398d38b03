using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>Actions and instructions as ovs-ofctl reads them.</summary>
internal sealed class ActionParser(ushort ethType, byte ipProto, bool hasVlan)
{
    private const int MaxDepth = 16;
    private bool _hasVlan = hasVlan;
    private int _depth;

    public List<Instruction> Instructions(TextPart text)
    {
        var instructions = new List<Instruction>();
        var actions = new List<FlowAction>();
        var isDrop = false;
        foreach (var (key, value) in text.Pairs())
        {
            Instruction? instruction = key.Text.ToLowerInvariant() switch
            {
                "meter" => new MeterInstruction((uint)value.Number("meter", uint.MaxValue)),
                "clear_actions" => new ClearActions(),
                "write_actions" => new WriteActions(Actions(value)),
                "write_metadata" => Metadata(value),
                "goto_table" => new GotoTable(new TableId((byte)value.Number("table", 254))),
                _ => null,
            };
            if (key.Text.Equals("drop", StringComparison.OrdinalIgnoreCase)) isDrop = true;
            else if (key.Text.Equals("apply_actions", StringComparison.OrdinalIgnoreCase)) throw key.Error("apply_actions is the default instruction");
            else if (instruction is null) actions.AddRange(Action(key, value));
            if (instruction is null) continue;
            Check(instruction, key);
            instructions.Add(instruction);
        }

        if (actions.Count > 0) instructions.Insert(instructions.FindLastIndex(i => i is MeterInstruction) + 1, new ApplyActions(actions));
        if (isDrop && instructions.Count > 0) throw text.Error("\"drop\" must not be accompanied by any other action or instruction");
        return [.. instructions.Where(i => i is not WriteActions { Actions.Count: 0 })];

        void Check(Instruction next, TextPart at)
        {
            var before = instructions.Count > 0 ? FlowText.Rank(instructions[^1]) : actions.Count > 0 ? FlowText.Rank(new ApplyActions(actions)) : -1;
            if (actions.Count > 0) before = Math.Max(before, 1);
            if (FlowText.Rank(next) <= before) throw at.Error("instructions are allowed once each, in the order meter, actions, clear_actions, write_actions, write_metadata, goto_table");
        }
    }

    public List<FlowAction> Actions(TextPart text)
    {
        if (++_depth > MaxDepth) throw text.Error($"actions are nested too deeply; {MaxDepth} levels are allowed");
        var actions = new List<FlowAction>();
        foreach (var (key, value) in text.Pairs())
        {
            if (!key.Text.Equals("drop", StringComparison.OrdinalIgnoreCase)) actions.AddRange(Action(key, value));
        }

        _depth--;
        return actions;
    }

    private IReadOnlyList<FlowAction> Action(TextPart key, TextPart value)
    {
        switch (key.Text.ToLowerInvariant())
        {
            case "output": return [OutputTo(value)];
            case "group": return [new Group((uint)value.Number("group", uint.MaxValue))];
            case "controller": return Controller(value);
            case "enqueue": return Enqueue(value);
            case "bundle" or "bundle_load": return [Bundle(value, key.Text.Length > 6)];
            case "set_field": return SetFieldTo(value);
            case "load": return Load(value);
            case "mod_vlan_vid" or "set_vlan_vid": return SetVlan(key, MatchField.VlanVid, 0x1000 | value.Number("VLAN id", 4095));
            case "mod_vlan_pcp" or "set_vlan_pcp": return SetVlan(key, MatchField.VlanPcp, value.Number("VLAN priority", 7));
            case "strip_vlan" or "pop_vlan": _hasVlan = false; return [new PopVlan()];
            case "push_vlan": _hasVlan = true; return [new PushVlan((ushort)value.Number("VLAN ethertype", 0xffff))];
            case "mod_dl_src": return [new SetField(MatchField.EthSrc, ValueParser.Ethernet(value))];
            case "mod_dl_dst": return [new SetField(MatchField.EthDst, ValueParser.Ethernet(value))];
            case "mod_nw_src": return [new SetField(MatchField.Ipv4Src, ValueParser.Address(value, AddressFamily.InterNetwork))];
            case "mod_nw_dst": return [new SetField(MatchField.Ipv4Dst, ValueParser.Address(value, AddressFamily.InterNetwork))];
            case "mod_nw_tos": return [new SetField(MatchField.IpDscp, value.Number("TOS", 255) >> 2)];
            case "mod_nw_ecn": return [new SetField(MatchField.IpEcn, value.Number("ECN", 3))];
            case "mod_nw_ttl" or "set_nw_ttl": return [new SetNwTtl((byte)value.Number("TTL", 255))];
            case "mod_tp_src": return [new SetField(Port(key, MatchField.TcpSrc, MatchField.UdpSrc, MatchField.SctpSrc), value.Number("port", 65535))];
            case "mod_tp_dst": return [new SetField(Port(key, MatchField.TcpDst, MatchField.UdpDst, MatchField.SctpDst), value.Number("port", 65535))];
            case "move": return [Move(value)];
            case "push": return [new StackPush(ValueParser.Part(value))];
            case "pop": return [new StackPop(ValueParser.Part(value))];
            case "dec_ttl": return [value.IsEmpty ? new DecNwTtl() : new DecNwTtlIds([.. value.Words(", ").Select(id => (ushort)id.Number("controller id", 65535))])];
            case "set_mpls_label": return [new SetField(MatchField.MplsLabel, value.Number("MPLS label", 0xfffff))];
            case "set_mpls_tc": return [new SetField(MatchField.MplsTc, value.Number("MPLS traffic class", 7))];
            case "set_mpls_ttl": return [new SetMplsTtl((byte)value.Number("MPLS TTL", 255))];
            case "dec_mpls_ttl": return [new DecMplsTtl()];
            case "push_mpls": return [new PushMpls((ushort)value.Number("ethertype", 0xffff))];
            case "pop_mpls": return [new PopMpls((ushort)value.Number("ethertype", 0xffff))];
            case "dec_nsh_ttl": return [new DecNshTtl()];
            case "delete_field": return [new DeleteField(ValueParser.Part(value).Field)];
            case "encap": return [Encap(value)];
            case "decap": return [Decap(value)];
            case "set_tunnel" or "set_tunnel64": return [new SetField(MatchField.TunnelId, value.Number("tunnel key", ulong.MaxValue))];
            case "set_queue": return [new SetQueue((uint)value.Number("queue", uint.MaxValue))];
            case "pop_queue": return [new PopQueue()];
            case "fin_timeout": return [FinTimeoutOf(value)];
            case "resubmit": return [ResubmitTo(value)];
            case "learn": return [LearnParser.Parse(value)];
            case "conjunction": return [ConjunctionOf(value)];
            case "multipath": return [MultipathOf(value)];
            case "note": return [new Note(Pad(HexBytes(value), 6))];
            case "exit": return [new Exit()];
            case "sample": return [SampleOf(value)];
            case "ct": return [Track(value)];
            case "ct_clear": return [new CtClear()];
            case "nat": throw key.Error("nat is allowed only inside ct(...)");
            case "clone": return [new Clone(Actions(value))];
            case "check_pkt_larger": return [CheckLarger(value)];
        }

        if (ValueParser.TryPort(key.Text, out var port)) return [new Output(port, 0)];
        throw key.Error($"unknown action \"{key.Text}\"; see ovs-actions(7) for those there are");
    }

    private static FlowAction OutputTo(TextPart value)
    {
        if (value.Text.Contains("port", StringComparison.Ordinal) && value.Text.Contains("max_len", StringComparison.Ordinal))
        {
            var result = new OutputTruncated(default, 0);
            foreach (var (key, part) in value.Pairs())
            {
                if (key.Text == "port") result = result with { Port = ValueParser.Port(part) };
                else if (key.Text == "max_len") result = result with { MaxLength = (uint)part.Number("max_len", uint.MaxValue) };
                else throw key.Error("port and max_len are allowed");
            }

            return result.MaxLength >= 14 ? result : throw value.Error("max_len must be at least 14");
        }

        if (ValueParser.TryPort(value.Text, out var port)) return new Output(port);
        return ValueParser.IsPart(value) ? new OutputField(ValueParser.Part(value), 0xffff) : throw value.Error($"output to unknown port \"{value.Text}\"; a number, a reserved port or a field is allowed");
    }

    private static List<FlowAction> Controller(TextPart value)
    {
        if (value.IsEmpty || value.Text.All(char.IsAsciiDigit)) return [new Output(PortNumber.Controller, value.IsEmpty ? (ushort)0xffff : (ushort)value.Number("max_len", 65535))];
        var action = new ControllerAction();
        var hasData = false;
        foreach (var (key, part) in value.Pairs())
        {
            switch (key.Text)
            {
                case "reason":
                    var reason = Array.IndexOf(PacketInReasonText.Names, part.Text);
                    action = reason >= 0 ? action with { Reason = (PacketInReason)reason } : throw part.Error($"unknown reason; {string.Join(", ", PacketInReasonText.Names)} are allowed");
                    break;
                case "max_len": action = action with { MaxLength = (ushort)part.Number("max_len", 65535) }; break;
                case "id": action = action with { ControllerId = (ushort)part.Number("id", 65535) }; break;
                case "userdata": action = action with { UserData = HexBytes(part) }; hasData = true; break;
                case "pause": action = action with { IsPausing = true }; break;
                case "meter_id": action = action with { MeterId = (uint)part.Number("meter", uint.MaxValue) }; break;
                default: throw key.Error($"unknown key \"{key.Text}\"; reason, max_len, id, userdata, pause and meter_id are allowed");
            }
        }

        if (action with { MaxLength = 0xffff } == new ControllerAction() && !hasData) return [new Output(PortNumber.Controller, action.MaxLength)];
        return [action with { HasProperties = !action.UserData.IsEmpty || action.IsPausing || action.MeterId != 0xffffffff }];
    }

    private static IReadOnlyList<FlowAction> Enqueue(TextPart value)
    {
        var words = value.Words(":q,").ToList();
        if (words.Count != 2) throw value.Error("enqueue:PORT:QUEUE or enqueue(PORT,QUEUE) is allowed");
        return [new SetQueue((uint)words[1].Number("queue", uint.MaxValue)), new Output(ValueParser.Port(words[0]), 0xffff), new PopQueue()];
    }

    private static OutputBundle Bundle(TextPart value, bool isLoad)
    {
        var colon = value.Text.LastIndexOf(':');
        var words = (colon < 0 ? value : value.Slice(0, colon)).Words(", ").ToList();
        if (words.Count != (isLoad ? 6 : 5) || words[^1].Text is not ("members" or "slaves")) throw value.Error($"(FIELDS,BASIS,ALGORITHM,ofport,{(isLoad ? "DESTINATION," : "")}members:PORT,...) is allowed");
        var members = value.Slice(colon + 1).Words(", []").Select(ValueParser.Port).ToList();
        var algorithm = words[2].Text.ToUpperInvariant() switch { "ACTIVE_BACKUP" => 0, "HRW" => 1, _ => throw words[2].Error("active_backup and hrw are allowed") };
        Subfield? to = isLoad ? ValueParser.Part(words[4]) : null;
        return new OutputBundle(Hash(words[0]), Atoi(words[1]), (ushort)algorithm, to, members);
    }

    private static List<FlowAction> SetFieldTo(TextPart value)
    {
        var (from, to) = Arrow(value);
        var field = MatchField.FindName(to.Text) ?? throw to.Error($"\"{to.Text}\" is not a field; see ovs-fields(7) for those there are");
        if (to.Text is "in_port") field = MatchField.InPort16;
        if (!field.IsWritable) throw to.Error($"field {field.Name} is read-only");
        var (bytes, mask) = ValueParser.Field(field, from);
        if (BitField.HighestBit(bytes) >= field.BitCount) throw from.Error($"{from.Text} is not a valid value for field {field.Name} of {field.BitCount} bits");
        if (field.IsVariable)
        {
            var entry = MatchBuilder.Variable(field, bytes, mask);
            return entry.HasMask ? [new LoadMasked(entry)] : [new SetField(entry)];
        }

        if (mask.AsSpan().IndexOfAnyExcept((byte)0xff) < 0) return [new SetField(field, bytes)];
        return Segments(field, bytes, mask);
    }

    private static List<FlowAction> Load(TextPart value)
    {
        var (from, to) = Arrow(value);
        var part = ValueParser.Part(to);
        if (!part.Field.IsWritable) throw to.Error($"field {part.Field.Name} is read-only");
        var number = ValueParser.Integer(from, part.Field);
        if (BitField.HighestBit(number) >= part.BitCount) throw from.Error($"value {from.Text} does not fit into {part.BitCount} bits");
        var bytes = new byte[part.Field.Size];
        var mask = new byte[part.Field.Size];
        BitField.Copy(number, bytes, part.Offset, part.BitCount);
        BitField.Copy(ValueParser.Ones(part.Field.Size), mask, part.Offset, part.BitCount);
        return Segments(part.Field.Canonical, bytes, mask);
    }

    // NXAST_REG_LOAD writes at most 64 bits in a row, and only fields with a header of four bytes.
    private static List<FlowAction> Segments(MatchField field, byte[] value, byte[] mask)
    {
        var target = field.ForAction;
        for (var i = 0; i < value.Length; i++) value[i] &= mask[i];
        if (field.IsVariable) return [new LoadMasked(MatchBuilder.Variable(field, value, mask))];
        if (target.Experimenter != 0) return [new LoadMasked(new MatchEntry(target, value, mask))];
        var actions = new List<FlowAction>();
        for (var bit = 0; bit < target.PartBits;)
        {
            if (!BitField.Get(mask, bit))
            {
                bit++;
                continue;
            }

            var end = bit;
            ulong number = 0;
            for (; end < target.PartBits && end < bit + 64 && BitField.Get(mask, end); end++)
            {
                if (BitField.Get(value, end)) number |= 1UL << (end - bit);
            }

            actions.Add(new LoadField(new Subfield(target, bit, end - bit), number));
            bit = end;
        }

        return actions;
    }

    private List<FlowAction> SetVlan(TextPart key, MatchField field, ulong value)
    {
        var actions = new List<FlowAction>();
        if (!_hasVlan && key.Text.StartsWith("mod", StringComparison.OrdinalIgnoreCase)) actions.Add(new PushVlan(0x8100));
        else if (!_hasVlan) throw key.Error($"{key.Text} needs a match on a VLAN, or push_vlan before it");
        _hasVlan = true;
        actions.Add(new SetField(field, value));
        return actions;
    }

    private MatchField Port(TextPart key, MatchField tcp, MatchField udp, MatchField sctp) => ipProto switch
    {
        6 => tcp,
        17 => udp,
        132 => sctp,
        _ => throw key.Error($"{key.Text} needs a match on tcp, udp or sctp"),
    };

    private static MoveField Move(TextPart value)
    {
        var (from, to) = Arrow(value);
        var (source, destination) = (ValueParser.Part(from), ValueParser.Part(to));
        if (source.BitCount != destination.BitCount) throw value.Error($"{from.Text} has {source.BitCount} bits and {to.Text} {destination.BitCount}; as many are allowed only");
        return new MoveField(source, destination);
    }

    private static Encapsulate Encap(TextPart value)
    {
        var (header, properties) = value.Pairs().FirstOrDefault();
        var type = header.Text switch { "ethernet" => 0u, "nsh" => 0x1894fu, "mpls" => 0x18847u, "mpls_mc" => 0x18848u, _ => throw value.Error("ethernet, nsh, mpls and mpls_mc are allowed") };
        var bytes = new List<byte>();
        foreach (var (key, part) in properties.Pairs())
        {
            if (type == 0x1894f && key.Text == "md_type") bytes.AddRange([0, 4, 1, 5, (byte)part.Number("md_type", 2), 0, 0, 0]);
            else if (type == 0x1894f && key.Text == "tlv") bytes.AddRange(Tlv(part));
            else throw key.Error("md_type=TYPE and tlv(CLASS,TYPE,VALUE) are allowed");
        }

        return new Encapsulate(type, 0, bytes.ToArray());
    }

    private static byte[] Tlv(TextPart value)
    {
        var words = value.Words(",").ToList();
        if (words.Count != 3) throw value.Error("tlv(CLASS,TYPE,VALUE) is allowed");
        var (tlvClass, type) = (words[0].Number("class", 0xffff), words[1].Number("type", 0xff));
        var digits = words[2].Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? words[2].Text[2..] : throw words[2].Error("a value in hexadecimal with 0x is allowed");
        var data = HexBytes(new TextPart(digits, words[2].Position + 2)).ToArray();
        return [.. Pad((byte[])[0, 4, 2, (byte)(8 + data.Length), (byte)(tlvClass >> 8), (byte)tlvClass, (byte)type, (byte)data.Length, .. data], 0).Span];
    }

    private static Decapsulate Decap(TextPart value)
    {
        if (value.Text.Trim().Length == 0) return new Decapsulate(0x0000fffe);
        var (key, rest) = value.Pairs().First();
        if (key.Text != "packet_type") throw key.Error("packet_type(ns=NAMESPACE,type=TYPE) is allowed");
        uint space = 0, type = 0;
        foreach (var (name, part) in rest.Pairs())
        {
            if (name.Text == "ns") space = (uint)part.Number("ns", 1);
            else if (name.Text == "type") type = (uint)part.Number("type", 0xffff);
        }

        return new Decapsulate(space << 16 | type);
    }

    private static FinTimeout FinTimeoutOf(TextPart value)
    {
        var action = new FinTimeout(0, 0);
        foreach (var (key, part) in value.Pairs())
        {
            var seconds = (ushort)part.Number(key.Text, 65535);
            action = key.Text switch { "idle_timeout" => action with { IdleTimeout = seconds }, "hard_timeout" => action with { HardTimeout = seconds }, _ => throw key.Error("idle_timeout and hard_timeout are allowed") };
        }

        return action;
    }

    private static Resubmit ResubmitTo(TextPart value)
    {
        var words = value.Text.Split(',');
        var port = words[0].Length > 0 ? ValueParser.Port(value.Slice(0, words[0].Length)) : PortNumber.InPort;
        var table = words.Length > 1 && words[1].Length > 0 ? (byte)value.Slice(words[0].Length + 1, words[1].Length).Number("table", 255) : (byte)255;
        if (words.Length > 2 && words[2] is not ("ct" or "")) throw value.Error($"unknown parameter \"{words[2]}\"; resubmit(PORT,TABLE,ct) is allowed");
        if (port == PortNumber.InPort && table == 255) throw value.Error("at least one of PORT and TABLE must be said");
        return new Resubmit(port, table, words.Length > 2 && words[2] == "ct", true);
    }

    private static Conjunction ConjunctionOf(TextPart value)
    {
        var words = value.Words(", /").ToList();
        if (words.Count != 3) throw value.Error("conjunction(ID,CLAUSE/CLAUSES) is allowed");
        var count = words[2].Number("clauses", 64);
        var clause = words[1].Number("clause", count);
        if (count < 2 || clause < 1) throw value.Error("2 to 64 clauses are allowed, counted from 1");
        return new Conjunction((uint)words[0].Number("id", uint.MaxValue), (byte)(clause - 1), (byte)count);
    }

    private static Multipath MultipathOf(TextPart value)
    {
        var words = value.Words(", ").ToList();
        if (words.Count < 6) throw value.Error("(FIELDS,BASIS,ALGORITHM,LINKS,ARGUMENT,DESTINATION) is allowed");
        var algorithm = Array.IndexOf(HashFields.Algorithms, words[2].Text);
        if (algorithm < 0) throw words[2].Error($"{string.Join(", ", HashFields.Algorithms)} are allowed");
        var links = words[3].Number("number of links", 65536);
        var to = ValueParser.Part(words[5]);
        if (links < 1 || (to.BitCount < 16 && links > 1UL << to.BitCount)) throw words[3].Error($"1 to {1UL << Math.Min(to.BitCount, 16)} links are allowed");
        return new Multipath(Hash(words[0]), Atoi(words[1]), (ushort)algorithm, (ushort)(links - 1), Atoi(words[4]), to);
    }

    private static Sample SampleOf(TextPart value)
    {
        var sample = new Sample(0, 0, 0, 0, PortNumber.Any, 0);
        foreach (var (key, part) in value.Pairs())
        {
            sample = key.Text switch
            {
                "probability" => sample with { Probability = (ushort)part.Number("probability", 65535) },
                "collector_set_id" => sample with { CollectorSetId = (uint)part.Number("id", uint.MaxValue) },
                "obs_domain_id" => sample with { ObservationDomainId = (uint)part.Number("id", uint.MaxValue) },
                "obs_point_id" => sample with { ObservationPointId = (uint)part.Number("id", uint.MaxValue) },
                "sampling_port" => sample with { SamplingPort = ValueParser.Port(part) },
                "ingress" => sample with { Direction = 1 },
                "egress" => sample with { Direction = 2 },
                _ => throw key.Error("probability, collector_set_id, obs_domain_id, obs_point_id, sampling_port, ingress and egress are allowed"),
            };
        }

        return sample.Probability > 0 ? sample : throw value.Error("a probability of 1 to 65535 must be said");
    }

    private ConnectionTrack Track(TextPart value)
    {
        if (ethType is not (0x800 or 0x86dd)) throw value.Error("ct needs a match on ip or ipv6");
        var action = new ConnectionTrack(0, null, 0, 255, 0, []);
        FlowAction? nat = null;
        var rest = new List<FlowAction>();
        var isNatFirst = true;
        foreach (var (key, part) in value.Pairs())
        {
            switch (key.Text)
            {
                case "commit": action = action with { Flags = (ushort)(action.Flags | 1) }; break;
                case "force": action = action with { Flags = (ushort)(action.Flags | 2) }; break;
                case "table": action = action with { Table = (byte)part.Number("table", 254) }; break;
                case "zone" when part.Text.Length > 0 && char.IsAsciiDigit(part.Text[0]): action = action with { Zone = (ushort)part.Number("zone", 65535) }; break;
                case "zone": action = action with { ZoneSource = ValueParser.Part(part) }; break;
                case "alg": action = action with { Helper = part.Text switch { "ftp" => 21, "tftp" => 69, _ => throw part.Error("ftp and tftp are allowed") } }; break;
                case "nat": nat = NatParser.Parse(part); isNatFirst = rest.Count == 0; break;
                case "exec": rest.AddRange(Actions(part)); break;
                default: throw key.Error($"unknown key \"{key.Text}\"; commit, force, table, zone, nat, exec and alg are allowed");
            }
        }

        if (action.Flags == 2) throw value.Error("force needs commit");
        return action with { Actions = nat is null ? rest : isNatFirst ? [nat, .. rest] : [.. rest, nat] };
    }

    private static CheckPacketLarger CheckLarger(TextPart value)
    {
        var (from, to) = Arrow(value);
        var length = from.Text.EndsWith(')') ? from.Slice(0, from.Text.Length - 1) : from;
        var part = ValueParser.Part(to);
        return part.BitCount == 1 ? new CheckPacketLarger((ushort)length.Number("length", 65535), part) : throw to.Error("one bit of a field is allowed");
    }

    private static WriteMetadata Metadata(TextPart value)
    {
        var slash = value.Text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new WriteMetadata(value.Number("metadata", ulong.MaxValue), ulong.MaxValue)
            : new WriteMetadata(value.Slice(0, slash).Number("metadata", ulong.MaxValue), value.Slice(slash + 1).Number("mask", ulong.MaxValue));
    }

    internal static (TextPart From, TextPart To) Arrow(TextPart value)
    {
        var arrow = value.Text.IndexOf("->", StringComparison.Ordinal);
        if (arrow < 0 || arrow + 2 == value.Text.Length) throw value.Error("SOURCE->FIELD is allowed");
        return (value.Slice(0, arrow), value.Slice(arrow + 2));
    }

    private static ushort Hash(TextPart text) =>
        Array.IndexOf(HashFields.Names, text.Text) is var index and >= 0 ? (ushort)index : throw text.Error($"unknown fields \"{text.Text}\"; {string.Join(", ", HashFields.Names)} are allowed");

    private static ushort Atoi(TextPart text) => (ushort)text.Number("number", uint.MaxValue);

    private static OctetString HexBytes(TextPart text)
    {
        var digits = text.Text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit)) throw text.Error($"bad hexadecimal digits \"{text.Text}\"; pairs of them, with dots between, are allowed");
        return Convert.FromHexString(digits);
    }

    private static OctetString Pad(OctetString bytes, int before)
    {
        var padding = ((before - bytes.Length) % 8 + 8) % 8;
        return padding == 0 && bytes.Length > 0 ? bytes : new byte[][] { bytes.ToArray(), new byte[padding] }.SelectMany(part => part).ToArray();
    }
}
