namespace OvsCtl.OpenFlow;

/// <summary>Actions of connection tracking.</summary>
internal static class TrackingActions
{
    private const ushort NX_CT_F_COMMIT = 1;
    private const ushort NX_CT_F_FORCE = 2;

    // Protocol helpers by the port of the protocol; the IP protocol each belongs to.
    private static readonly Dictionary<string, (ushort Port, byte IpProto)> s_helpers = new() { ["ftp"] = (21, 6), ["tftp"] = (69, 17) };

    public static Dictionary<string, Action<ActionContext, TextPart>> Readers { get; } = new()
    {
        ["ct"] = Track,
        ["ct_clear"] = (context, _) => context.Add(new CtClear()),
        ["nat"] = (context, value) => context.Add(NatParser.Parse(value)),
    };

    private static void Track(ActionContext context, TextPart value)
    {
        var word = context.Word;
        if (!context.Key.IsIp) throw word.Error("ct needs a match on ip or ipv6");
        var action = new ConnectionTrack(0, null, 0, byte.MaxValue, 0, []);
        var actions = new List<FlowAction>();
        foreach (var (key, part) in value.Pairs())
        {
            switch (key.Text)
            {
                case "commit": action = action with { Flags = (ushort)(action.Flags | NX_CT_F_COMMIT) }; break;
                case "force": action = action with { Flags = (ushort)(action.Flags | NX_CT_F_FORCE) }; break;
                case "table": action = action with { Table = Recirculate(part) }; break;
                case "zone" when TextPart.TryNumber(part.Text, out _, out _): action = action with { Zone = (ushort)part.Number("zone", ushort.MaxValue) }; break;
                case "zone": action = action with { ZoneSource = ZoneField(context, part) }; break;
                case "alg":
                    if (!s_helpers.TryGetValue(part.Text, out var helper)) throw part.Unknown("helper", s_helpers.Keys);
                    if (context.Key.IpProto != helper.IpProto) throw part.Error($"{part.Text} needs a match on {(helper.IpProto == 6 ? "tcp" : "udp")}");
                    action = action with { Helper = helper.Port };
                    break;
                case "nat":
                    var nat = NatParser.Parse(part);
                    if (nat.Minimum is { } address && address.GetAddressBytes().Length == 16 != (context.Key.NetworkType == 0x86dd)) throw part.Error("the addresses are not of the version of IP that is matched");
                    actions.Add(nat);
                    break;
                case "exec": actions.AddRange(ActionParser.Nested(context, part, Nesting.ConnectionTracking)); break;
                default: throw key.Unknown("key", ["commit", "force", "table", "zone", "nat", "exec", "alg"]);
            }
        }

        if (action.Flags == NX_CT_F_FORCE) throw word.Error("force needs commit");
        if ((action.Flags & NX_CT_F_COMMIT) != 0 && (context.Key.CtState & PacketKey.StateInvalid) != 0) throw word.Error("an invalid connection (ct_state=+inv) cannot be committed");
        context.Add(action with { Actions = actions });
    }

    private static byte Recirculate(TextPart value)
    {
        var table = value.Table();
        return table == TableId.All ? throw value.Error("invalid table 255; 0 to 254 is allowed") : table.Value;
    }

    private static Subfield ZoneField(ActionContext context, TextPart value)
    {
        var part = ValueParser.Part(value);
        context.CheckSource(part, value);
        return part.BitCount == 16 ? part : throw value.Error($"a zone has 16 bits, and {value.Text} has {part.BitCount}");
    }
}
