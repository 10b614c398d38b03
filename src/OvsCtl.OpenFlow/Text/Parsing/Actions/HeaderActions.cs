namespace OvsCtl.OpenFlow;

/// <summary>Actions that put headers on, take them off, and count their time to live down.</summary>
internal static class HeaderActions
{
    private const uint NextProtocol = 0x0000fffe;

    private static readonly Dictionary<string, uint> s_packetTypes = new() { ["ethernet"] = 0, ["nsh"] = 0x1894f, ["mpls"] = 0x18847, ["mpls_mc"] = 0x18848 };

    public static Dictionary<string, Action<ActionContext, TextPart>> Readers { get; } = new()
    {
        ["push_vlan"] = PushVlan,
        ["strip_vlan"] = PopVlan,
        ["pop_vlan"] = PopVlan,
        ["mod_vlan_vid"] = (context, value) => SetTag(context, MatchField.VlanVid, PacketKey.TagPresent | value.Number("VLAN id", 4095), mayPush: true),
        ["set_vlan_vid"] = (context, value) => SetTag(context, MatchField.VlanVid, PacketKey.TagPresent | value.Number("VLAN id", 4095), mayPush: false),
        ["mod_vlan_pcp"] = (context, value) => SetTag(context, MatchField.VlanPcp, value.Number("VLAN priority", 7), mayPush: true),
        ["set_vlan_pcp"] = (context, value) => SetTag(context, MatchField.VlanPcp, value.Number("VLAN priority", 7), mayPush: false),
        ["mod_nw_ttl"] = SetTtl,
        ["set_nw_ttl"] = SetTtl,
        ["dec_ttl"] = DecTtl,
        ["push_mpls"] = PushMpls,
        ["pop_mpls"] = PopMpls,
        ["set_mpls_ttl"] = (context, value) => AddForMpls(context, new SetMplsTtl((byte)value.Number("MPLS TTL", byte.MaxValue))),
        ["dec_mpls_ttl"] = (context, _) => AddForMpls(context, new DecMplsTtl()),
        ["dec_nsh_ttl"] = DecNshTtl,
        ["encap"] = Encap,
        ["decap"] = Decap,
    };

    private static void PushVlan(ActionContext context, TextPart value)
    {
        var type = (ushort)value.Number("VLAN ethertype", ushort.MaxValue);
        if (type is not (0x8100 or 0x88a8)) throw value.Error($"{value.Text} is no Ethernet type of VLAN tags; 0x8100 and 0x88a8 are allowed");
        if (context.Key.HasInnerTag) throw context.Word.Error("packets have at most two VLAN tags");
        context.Key = context.Key.WithTag();
        context.Add(new PushVlan(type));
    }

    private static void PopVlan(ActionContext context, TextPart value)
    {
        context.Require(context.Key.HasOuterTag, "a VLAN tag");
        context.Key = context.Key.WithoutTag();
        context.Add(new PopVlan());
    }

    private static void SetTag(ActionContext context, MatchField field, ulong value, bool mayPush)
    {
        var hasTag = context.Key.HasOuterTag;
        context.Require(hasTag || mayPush, "a VLAN tag, or push_vlan before it");
        if (!hasTag && mayPush) context.Add(new PushVlan(0x8100));
        context.Key = context.Key with { OuterTag = (ushort)(context.Key.OuterTag | PacketKey.TagPresent) };
        context.Add(new SetField(field, value));
    }

    private static void SetTtl(ActionContext context, TextPart value)
    {
        context.Require(context.Key.IsIp, FieldPrerequisite.Ip.Text);
        context.Add(new SetNwTtl((byte)value.Number("TTL", byte.MaxValue)));
    }

    private static void DecTtl(ActionContext context, TextPart value)
    {
        context.Require(context.Key.IsIp, FieldPrerequisite.Ip.Text);
        if (value.IsEmpty)
        {
            context.Add(new DecNwTtl());
            return;
        }

        List<ushort> ids = [.. value.Words(", ").Select(id => (ushort)id.Decimal("controller id", ushort.MaxValue))];
        context.Add(ids.Count > 0 ? new DecNwTtlIds(ids) : throw value.Error("at least one controller id must be said: dec_ttl(ID,...)"));
    }

    private static void AddForMpls(ActionContext context, FlowAction action)
    {
        context.Require(context.Key.IsMpls, FieldPrerequisite.Mpls.Text);
        context.Add(action);
    }

    private static void PushMpls(ActionContext context, TextPart value)
    {
        var type = (ushort)value.Number("ethertype", ushort.MaxValue);
        if (type is not (0x8847 or 0x8848)) throw value.Error($"{value.Text} is no Ethernet type of MPLS; 0x8847 and 0x8848 are allowed");
        context.Require(context.Key.IsEthernet, FieldPrerequisite.Ethernet.Text);
        context.Key = context.Key.WithLabel(type);
        context.Add(new PushMpls(type));
    }

    private static void PopMpls(ActionContext context, TextPart value)
    {
        var type = (ushort)value.Number("ethertype", ushort.MaxValue);
        context.Require(context.Key is { IsEthernet: true, IsMpls: true }, FieldPrerequisite.Mpls.Text);
        context.Key = context.Key with { EthType = type };
        context.Add(new PopMpls(type));
    }

    private static void DecNshTtl(ActionContext context, TextPart value)
    {
        context.Require(context.Key.IsNsh, FieldPrerequisite.Nsh.Text);
        context.Add(new DecNshTtl());
    }

    private static void Encap(ActionContext context, TextPart value)
    {
        if (value.Pairs().ToList() is not [var (header, properties), ..]) throw value.Error($"a header must be said: {string.Join(", ", s_packetTypes.Keys)}");
        if (!s_packetTypes.TryGetValue(header.Text, out var type)) throw header.Unknown("header", s_packetTypes.Keys);
        var bytes = new List<byte>();
        foreach (var (key, part) in properties.Pairs())
        {
            if (type == 0x1894f && key.Text == "md_type") bytes.AddRange(MetadataType(part));
            else if (type == 0x1894f && key.Text == "tlv") bytes.AddRange(Option(part));
            else throw key.Error("md_type=TYPE and tlv(CLASS,TYPE,VALUE) are allowed, and only for nsh");
        }

        context.Key = context.Key.Inside(type);
        context.Add(new Encapsulate(type, 0, bytes.ToArray()));
    }

    // ofp_ed_prop_nsh_md_type: class:2 type:1 length:1 md_type:1 pad:3
    private static byte[] MetadataType(TextPart value) =>
        value.Number("md_type", 2) is var type and > 0 ? [0, (byte)EncapProperties.NSH_CLASS, 1, 5, (byte)type, 0, 0, 0] : throw value.Error("md_type 1 or 2 is allowed");

    // ofp_ed_prop_nsh_tlv: class:2 type:1 length:1 tlv_class:2 tlv_type:1 tlv_length:1 value, padded to 8, which the outer length counts
    private static byte[] Option(TextPart value)
    {
        const int maxSize = 125;
        var words = value.Words(",").ToList();
        if (words.Count != 3 || !words[0].Text.StartsWith("0x", StringComparison.Ordinal) || !words[2].Text.StartsWith("0x", StringComparison.Ordinal)) throw value.Error("tlv(0xCLASS,TYPE,0xVALUE) is allowed");
        var (tlvClass, type) = (words[0].Number("class", ushort.MaxValue), words[1].Decimal("type", byte.MaxValue));
        var data = ValueParser.HexBytes(words[2].Slice(2)).ToArray();
        if (data.Length is 0 or > maxSize) throw words[2].Error($"1 to {maxSize} bytes are allowed");
        var padded = (data.Length + 7) / 8 * 8;
        return [0, (byte)EncapProperties.NSH_CLASS, 2, (byte)(8 + padded), (byte)(tlvClass >> 8), (byte)tlvClass, (byte)type, (byte)data.Length, .. data, .. new byte[padded - data.Length]];
    }

    private static void Decap(ActionContext context, TextPart value)
    {
        var type = NextProtocol;
        if (value.Pairs().ToList() is [var pair, ..])
        {
            if (pair.Key.Text != "packet_type") throw pair.Key.Error("packet_type(ns=NAMESPACE,type=TYPE) is allowed");
            var parts = pair.Value.Pairs().ToList();
            if (parts is not [{ Key.Text: "ns" }, { Key.Text: "type" }, ..]) throw pair.Value.Error("packet_type(ns=NAMESPACE,type=TYPE) is allowed");
            type = (uint)(parts[0].Value.Number("name space", 1) << 16 | parts[1].Value.Number("type", ushort.MaxValue));
        }

        context.Key = context.Key.Outside();
        context.Add(new Decapsulate(type));
    }
}
