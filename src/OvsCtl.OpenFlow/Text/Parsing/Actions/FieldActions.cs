using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>Actions that read and write fields.</summary>
internal static class FieldActions
{
    public static Dictionary<string, Action<ActionContext, TextPart>> Readers { get; } = new()
    {
        ["set_field"] = SetField,
        ["load"] = Load,
        ["move"] = Move,
        ["push"] = Push,
        ["pop"] = Pop,
        ["delete_field"] = Delete,
        ["check_pkt_larger"] = CheckPacketLarger,
        ["mod_dl_src"] = (context, value) => context.Add(new SetField(MatchField.EthSrc, ValueParser.Ethernet(value))),
        ["mod_dl_dst"] = (context, value) => context.Add(new SetField(MatchField.EthDst, ValueParser.Ethernet(value))),
        ["mod_nw_src"] = (context, value) => SetAddress(context, MatchField.Ipv4Src, value),
        ["mod_nw_dst"] = (context, value) => SetAddress(context, MatchField.Ipv4Dst, value),
        ["mod_nw_tos"] = (context, value) => SetTos(context, value),
        ["mod_nw_ecn"] = (context, value) => SetNumber(context, MatchField.IpEcn, value.Number("ECN", 3)),
        ["mod_tp_src"] = (context, value) => SetPort(context, value, MatchField.TcpSrc, MatchField.UdpSrc, MatchField.SctpSrc),
        ["mod_tp_dst"] = (context, value) => SetPort(context, value, MatchField.TcpDst, MatchField.UdpDst, MatchField.SctpDst),
        ["set_mpls_label"] = (context, value) => SetNumber(context, MatchField.MplsLabel, value.Number("MPLS label", MatchField.MplsLabel.Maximum)),
        ["set_mpls_tc"] = (context, value) => SetNumber(context, MatchField.MplsTc, value.Number("MPLS traffic class", MatchField.MplsTc.Maximum)),
        ["set_tunnel"] = (context, value) => SetNumber(context, MatchField.TunnelId, value.Number("tunnel key", ulong.MaxValue)),
        ["set_tunnel64"] = (context, value) => SetNumber(context, MatchField.TunnelId, value.Number("tunnel key", ulong.MaxValue)),
    };

    /// <summary>What OpenFlow 1.3 has of the older mod actions: a set_field of the whole field.</summary>
    public static void SetNumber(ActionContext context, MatchField field, ulong value)
    {
        context.Require(field.Prerequisite?.IsMetBy(context.Key) ?? true, field.Prerequisite?.Text ?? "");
        context.Add(new SetField(field, value));
    }

    private static void SetField(ActionContext context, TextPart value)
    {
        var (from, to) = ValueParser.Arrow(value);
        var field = MatchField.FindName(to.Text) ?? throw to.Unknown("field", MatchField.Names, "see ovs-fields(7) for those there are");
        if (field.Headers.Count == 0) throw to.Error($"{field.Name} is only a word of matches; vlan_vid, vlan_pcp and vlan_tci are allowed here");
        ActionContext.CheckWritable(field, to);
        context.CheckConnectionField(field, to);
        var (bytes, mask) = ValueParser.Field(field, from);
        if (!field.IsMaskable && !BitField.IsOnes(mask) && !BitField.IsZero(mask)) throw from.Error($"field {field.Name} allows no mask");
        CheckValue(field, bytes, mask, from);
        CheckSettable(context, field, to);

        if (field == MatchField.VlanTci) context.Key = context.Key with { OuterTag = (ushort)BitField.Number(bytes) };
        if (!BitField.IsOnes(mask)) AddParts(context, field, bytes, mask);
        else if (field.IsVariable) context.Add(new SetField(MatchBuilder.Variable(field, bytes, mask)));
        else context.Add(new SetField(field, bytes));
    }

    private static void CheckValue(MatchField field, byte[] value, byte[] mask, TextPart at)
    {
        var isTooLarge = field.BitCount <= 64 ? BitField.Number(value) > field.Maximum : BitField.HighestBit(value) >= field.BitCount;
        if (isTooLarge) throw at.Error($"{at.Text} is no value for {field.Name}; at most {field.Maximum} is allowed");
        if (field == MatchField.NwTos && (value[0] & 3) != 0) throw at.Error($"{at.Text} is no value for nw_tos; its lower two bits, which are nw_ecn, must be zero");
        if (field == MatchField.VlanVid && (BitField.Number(value) & BitField.Number(mask) & PacketKey.TagPresent) == 0 && BitField.IsOnes(mask)) throw at.Error($"{at.Text} is no value for vlan_vid: the bit {FieldText.Hex(PacketKey.TagPresent)}, that there is a tag, must be set");
        if (field == MatchField.InPort) throw at.Error("in_port_oxm cannot be set as a whole; in_port is allowed");
    }

    private static void CheckSettable(ActionContext context, MatchField field, TextPart at)
    {
        ActionContext.CheckPrerequisite(field, context.Key, at);
        if (field == MatchField.VlanVid && !context.Key.HasTag) throw at.Error("vlan_vid needs a match on a VLAN tag, or push_vlan before it");
    }

    private static void Load(ActionContext context, TextPart value)
    {
        var (from, to) = ValueParser.Arrow(value);
        var part = ValueParser.Part(to);
        var number = ValueParser.Fitting(from, part);
        context.CheckConnectionField(part.Field, to);
        ActionContext.CheckWritable(part.Field, to);
        CheckSettable(context, part.Field.Canonical, to);
        var bytes = new byte[part.Field.Size];
        var mask = new byte[part.Field.Size];
        BitField.Copy(number, bytes, part.Offset, part.BitCount);
        BitField.Copy(BitField.Ones(part.Field.Size), mask, part.Offset, part.BitCount);
        if (part.Field == MatchField.VlanTci) context.Key = context.Key with { OuterTag = (ushort)BitField.Number(bytes) };
        AddParts(context, part.Field.Canonical, bytes, mask);
    }

    // NXAST_REG_LOAD writes at most 64 bits in a row, and only fields of a fixed size with a header of four bytes.
    private static void AddParts(ActionContext context, MatchField field, byte[] value, byte[] mask)
    {
        var target = field.ForAction;
        for (var i = 0; i < value.Length; i++) value[i] &= mask[i];
        if (field.IsVariable || target.Experimenter != 0)
        {
            context.Add(new LoadMasked(field.IsVariable ? MatchBuilder.Variable(field, value, mask) : new MatchEntry(target, value, mask)));
            return;
        }

        for (var bit = 0; bit < target.PartBits;)
        {
            var start = bit;
            ulong number = 0;
            for (; bit < target.PartBits && bit < start + 64 && BitField.Get(mask, bit); bit++) number |= BitField.Get(value, bit) ? 1UL << (bit - start) : 0;
            if (bit == start) bit++;
            else context.Add(new LoadField(new Subfield(target, start, bit - start), number));
        }
    }

    private static void Move(ActionContext context, TextPart value)
    {
        var (from, to) = ValueParser.Arrow(value);
        var (source, destination) = (ValueParser.Part(from), ValueParser.Part(to));
        if (source.BitCount != destination.BitCount) throw value.Error($"{from.Text} has {source.BitCount} bits and {to.Text} {destination.BitCount}; as many are allowed only");
        context.CheckConnectionField(destination.Field, to);
        context.CheckSource(source, from);
        context.CheckDestination(destination, to);
        context.Add(new MoveField(source, destination));
    }

    private static void Push(ActionContext context, TextPart value)
    {
        var part = ValueParser.Part(value);
        context.CheckSource(part, value);
        context.Add(new StackPush(part));
    }

    private static void Pop(ActionContext context, TextPart value)
    {
        var part = ValueParser.Part(value);
        context.CheckDestination(part, value);
        context.Add(new StackPop(part));
    }

    private static void Delete(ActionContext context, TextPart value)
    {
        var field = MatchField.FindForAction(value.Text) ?? throw value.Unknown("field", MatchField.Names, "tun_metadata0 to tun_metadata63 are allowed");
        context.Add(field.IsVariable ? new DeleteField(field) : throw value.Error($"{field.Name} cannot be deleted; tun_metadata0 to tun_metadata63 are allowed"));
    }

    private static void CheckPacketLarger(ActionContext context, TextPart value)
    {
        var (from, to) = ValueParser.Arrow(value);
        var length = from.Text.EndsWith(')') ? from.Slice(0, from.Text.Length - 1) : from;
        var part = ValueParser.Part(to);
        context.Add(part.BitCount == 1 ? new CheckPacketLarger((ushort)length.Number("length", ushort.MaxValue), part) : throw to.Error("one bit of a field is allowed"));
    }

    private static void SetAddress(ActionContext context, MatchField field, TextPart value)
    {
        context.Require(FieldPrerequisite.Ipv4.IsMetBy(context.Key), FieldPrerequisite.Ipv4.Text);
        context.Add(new SetField(field, ValueParser.Address(value, AddressFamily.InterNetwork)));
    }

    private static void SetTos(ActionContext context, TextPart value)
    {
        var tos = value.Number("TOS", byte.MaxValue);
        if ((tos & 3) != 0) throw value.Error($"{value.Text} is no TOS; a multiple of 4 is allowed");
        SetNumber(context, MatchField.IpDscp, tos >> 2);
    }

    private static void SetPort(ActionContext context, TextPart value, MatchField tcp, MatchField udp, MatchField sctp)
    {
        MatchField[] fields = [tcp, udp, sctp];
        var field = Array.Find(fields, candidate => candidate.Prerequisite?.IsMetBy(context.Key) ?? false) ?? throw context.Word.Error($"{context.Word.Text} needs a match on tcp, udp or sctp, and on no later fragment");
        context.Add(new SetField(field, value.Number("port", ushort.MaxValue)));
    }
}
