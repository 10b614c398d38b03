using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.OpenFlow.Tests.Syntax;

/// <summary>Flows in text made from the table of fields: a field with what it needs, a value, perhaps a mask; and actions on such fields.</summary>
internal static class FlowSamples
{
    // What to say so that a prerequisite is met; one is chosen.
    private static readonly Dictionary<FieldPrerequisite, string[]> s_prerequisites = new()
    {
        [FieldPrerequisite.Ethernet] = ["eth", ""],
        [FieldPrerequisite.Vlan] = ["dl_vlan=7", "vlan_tci=0x1000/0x1000"],
        [FieldPrerequisite.Ip] = ["ip", "ipv6", "tcp", "udp6"],
        [FieldPrerequisite.Ipv4] = ["ip", "icmp", "dl_type=0x800,nw_proto=47"],
        [FieldPrerequisite.Ipv6] = ["ipv6", "sctp6", "icmp6"],
        [FieldPrerequisite.Arp] = ["arp", "rarp"],
        [FieldPrerequisite.Mpls] = ["mpls", "mplsm"],
        [FieldPrerequisite.Nsh] = ["dl_type=0x894f", "packet_type=(1,0x894f)"],
        [FieldPrerequisite.Tcp] = ["tcp", "tcp6"],
        [FieldPrerequisite.Udp] = ["udp", "udp6"],
        [FieldPrerequisite.Sctp] = ["sctp", "sctp6"],
        [FieldPrerequisite.Icmpv4] = ["icmp"],
        [FieldPrerequisite.Icmpv6] = ["icmp6"],
        [FieldPrerequisite.Discovery] = ["icmp6,icmp_type=135,icmp_code=0", "icmp6,icmp_type=136,icmp_code=0"],
        [FieldPrerequisite.Solicitation] = ["icmp6,icmp_type=135,icmp_code=0"],
        [FieldPrerequisite.Advertisement] = ["icmp6,icmp_type=136,icmp_code=0"],
        [FieldPrerequisite.Tracked] = ["ip,ct_state=+trk+est", "ipv6,ct_state=+new+trk"],
    };

    // Not in Open vSwitch.
    private static readonly MatchField[] s_unknown = [MatchField.InPhyPort, MatchField.PbbIsid, MatchField.Ipv6ExtHdr];

    private static readonly MatchField[] s_fields = [.. MatchField.All.Except(s_unknown)];

    // These are written in their own forms: ports of 16 bits, bits that must be set, connections only in ct(exec()).
    private static readonly MatchField[] s_writable = [.. s_fields.Where(field => field.IsWritable && !field.IsVariable).Except([MatchField.InPort, MatchField.VlanVid, MatchField.CtMark, MatchField.CtLabel])];

    private static readonly Gen<string> s_other = Gen.Elements(
        "output:1", "LOCAL", "controller(max_len=100,id=3)", "group:7", "resubmit(,3)", "push_vlan:0x8100", "set_queue:3", "exit", "note:01.02", "clone(output:2)", "multipath(eth_src,1,hrw,4,0,reg1[0..3])", "sample(probability=1)");

    public static Gen<string> Flows { get; } =
        from fields in Gen.Elements(s_fields).SelectMany(Condition).ListOf(2)
        from target in Gen.Elements(s_writable)
        from needed in Needed(target)
        from change in Change(target)
        from others in s_other.ListOf(2)
        from priority in Gen.Choose(0, 65535)
        from isChange in Gen.Elements(true, false)
        let conditions = isChange ? needed : string.Join(',', fields)
        let actions = isChange ? others.Append(change) : others
        select $"priority={priority},{conditions},actions={string.Join(',', actions)}";

    private static Gen<string> Needed(MatchField field) => field.Prerequisite is { } prerequisite ? Gen.Elements(s_prerequisites[prerequisite]) : Gen.Constant("");

    private static Gen<string> Condition(MatchField field) =>
        from needed in Needed(field)
        from name in Gen.Elements([field.Name, .. field.OtherNames])
        from value in Value(field)
        from mask in Mask(field)
        from isMasked in Gen.Elements(true, false)
        let canMask = isMasked && field.IsMaskable && field.Format is not (FieldFormat.TcpFlags or FieldFormat.TunnelFlags or FieldFormat.CtState or FieldFormat.Fragment)
        select $"{needed},{name}={value}{(canMask ? "/" + mask : "")}";

    private static Gen<string> Change(MatchField field) => Gen.OneOf(
        from value in Value(field) select $"set_field:{value}->{field.Name}",
        from value in Value(field)
        from mask in Mask(field)
        select field.IsMaskable && field.Format != FieldFormat.TunnelFlags ? $"set_field:{value}/{mask}->{field.Name}" : $"set_field:{value}->{field.Name}",
        from bit in Gen.Choose(0, field.PartBits - 1) select $"load:1->{field.WireName}[{bit}]",
        Gen.Constant($"push:{field.WireName}[],pop:{field.WireName}[]"),
        Gen.Constant($"move:{field.WireName}[0]->NXM_NX_REG3[31]"));

    // What begins with a decimal digit behind an IPv6 address ovs-ofctl takes for the length of a prefix.
    private static Gen<string> Mask(MatchField field) => Value(field).Select(value => field.Format == FieldFormat.Ipv6 ? "ffff" + value[value.IndexOf(':', StringComparison.Ordinal)..] : value);

    /// <summary>A value the field may have; small and large ones, and those at the end of its range.</summary>
    private static Gen<string> Value(MatchField field)
    {
        var number =
            from bytes in Gen.Choose(0, 255).ArrayOf(16)
            from kind in Gen.Choose(0, 3)
            let random = BitConverter.ToUInt64([.. bytes.Take(8).Select(b => (byte)b)])
            select kind switch { 0 => 0UL, 1 => field.Maximum, 2 => random & 0xff & field.Maximum, _ => random & field.Maximum };
        return field.Format switch
        {
            FieldFormat.Ethernet => Gen.Choose(0, 255).ArrayOf(6).Select(b => string.Join(':', b.Select(x => $"{x:x2}"))),
            FieldFormat.Ipv4 => Gen.Choose(0, 255).ArrayOf(4).Select(b => string.Join('.', b)),
            FieldFormat.Ipv6 => Gen.Elements(0, 0, 1, 0xfe80, 0xffff, 0x1234).ArrayOf(8).Select(b => string.Join(':', b.Select(x => $"{x:x}"))),
            FieldFormat.Port => Gen.Elements("1", "65279", "LOCAL", "IN_PORT"),
            FieldFormat.Fragment => Gen.Elements("no", "yes", "first", "later", "not_later"),
            FieldFormat.TcpFlags => Gen.Elements("syn", "+syn-ack", "+fin", "0x3f/0x12", "0", "fin|ack"),
            FieldFormat.TunnelFlags => Gen.Elements("oam", "0"),
            FieldFormat.CtState => Gen.Elements("+trk", "+trk+est", "-new", "0x21/0x21", "trk|est"),
            FieldFormat.PacketType => Gen.Elements("(0,0)", "(1,0x800)", "(1,0x894f)"),
            _ when field == MatchField.NshMdtype => Gen.Elements("1", "2"),
            _ when field == MatchField.ConjId || field.BitCount > 64 => number.Select(n => $"0x{n:x}"),
            _ => number.Select(n => n % 2 == 0 ? $"{n}" : $"0x{n:x}"),
        };
    }
}
