using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.OpenFlow.Tests.Text;

/// <summary>Tables that look much like one another, as those of a switch do, and a few that no switch has.</summary>
internal static class TableFeaturesSamples
{
    private static readonly MatchField[][] s_fields =
    [
        [],
        [MatchField.InPort, MatchField.EthSrc, MatchField.EthDst, MatchField.EthType, MatchField.VlanVid, MatchField.VlanPcp],
        [.. MatchField.All],
        [.. MatchField.Registers, MatchField.Metadata, MatchField.TcpSrc, MatchField.TcpDst, MatchField.UdpSrc],
        [MatchField.Registers[0], MatchField.Registers[1], MatchField.Registers[2], MatchField.Ipv4Src, MatchField.PbbIsid],
    ];

    private static readonly Gen<IReadOnlyList<OxmHeader>> s_names = Gen.OneOf(
        Gen.Elements(s_fields).Select(fields => (IReadOnlyList<OxmHeader>)[.. fields.Select(f => OxmHeader.Of(f))]),
        SwitchMessages.Several(Gen.Elements(MatchField.All.ToArray()).Select(f => OxmHeader.Of(f)), 8));

    private static readonly Gen<IReadOnlyList<OxmHeader>> s_masked =
        from fields in Gen.Elements(s_fields)
        from masked in Gen.Choose(0, 3)
        select (IReadOnlyList<OxmHeader>)[.. fields.Select((f, i) => OxmHeader.Of(f, masked > 0 && f.IsMaskable && i % masked == 0))];

    private static readonly Gen<IReadOnlyList<TypeId>> s_types = Gen.OneOf(
        Gen.Constant<IReadOnlyList<TypeId>>([.. Enumerable.Range(0, 28).Select(type => new TypeId((ushort)type))]),
        SwitchMessages.Several(Gen.Choose(0, 40).Select(type => new TypeId((ushort)type)), 6),
        Gen.Elements<IReadOnlyList<TypeId>>([new TypeId(1), new TypeId(0xffff, new byte[4])], [new TypeId(4), new TypeId(6)], []));

    private static readonly Gen<IReadOnlyList<TableId>> s_next = Gen.OneOf(
        Gen.Choose(1, 5).Select(first => (IReadOnlyList<TableId>)[.. Enumerable.Range(first, 255 - first).Select(table => new TableId((byte)table))]),
        SwitchMessages.Several(Gen.Choose(0, 254).Select(table => new TableId((byte)table)), 6),
        Gen.Elements<IReadOnlyList<TableId>>([], [new TableId(3)]));

    private static readonly Gen<IReadOnlyList<TableProperty>> s_required =
        from instructions in Gen.Frequency((4, Gen.Constant<IReadOnlyList<TypeId>>([.. Enumerable.Range(1, 6).Select(type => new TypeId((ushort)type))])), (1, s_types))
        from next in s_next
        from actions in s_types
        from same in Gen.Choose(0, 2)
        from otherActions in s_types
        from match in s_masked
        from wildcards in s_names
        from sets in s_names
        select (IReadOnlyList<TableProperty>)[
            new TableTypes(TablePropertyType.Instructions, instructions), new NextTables(TablePropertyType.NextTables, next),
            new TableTypes(TablePropertyType.WriteActions, actions), new TableTypes(TablePropertyType.ApplyActions, same > 0 ? actions : otherActions),
            new TableFields(TablePropertyType.Match, match), new TableFields(TablePropertyType.Wildcards, wildcards),
            new TableFields(TablePropertyType.WriteSetField, sets), new TableFields(TablePropertyType.ApplySetField, sets)];

    private static readonly Gen<TableProperty> s_more = Gen.OneOf(
        s_types.Select(types => (TableProperty)new TableTypes(TablePropertyType.InstructionsMiss, types)),
        s_types.Select(types => (TableProperty)new TableTypes(TablePropertyType.ApplyActionsMiss, types)),
        s_next.Select(next => (TableProperty)new NextTables(TablePropertyType.NextTablesMiss, next)),
        s_names.Select(names => (TableProperty)new TableFields(TablePropertyType.WriteSetFieldMiss, names)),
        s_masked.Select(names => (TableProperty)new TableFields(TablePropertyType.ApplySetFieldMiss, names)),
        Gen.Elements<TableProperty>(
            new RawTableProperty(TablePropertyType.Experimenter, new byte[] { 0, 0, 0, 1, 0, 0, 0, 2 }),
            new RawTableProperty(TablePropertyType.ExperimenterMiss, new byte[] { 0, 0, 0, 1, 0, 0, 0, 2 }),
            new RawTableProperty(TablePropertyType.ExperimenterMiss, new byte[8]),
            new RawTableProperty((TablePropertyType)16, new byte[3]),
            new NextTables(TablePropertyType.NextTables, [new TableId(255)])));

    // One list of properties for all tables of a message, most of the time: only then is there something to shorten.
    private static readonly IReadOnlyList<IReadOnlyList<TableProperty>> s_common = s_required.Sample(6, new Rnd(7), 50);

    public static Gen<TableFeatures> One { get; } =
        from table in Gen.Frequency((30, Gen.Choose(0, 5)), (1, Gen.Elements(254, 255)))
        from name in Gen.Frequency((4, Gen.Constant("")), (2, Gen.Elements("table0", "classifier", "a name of just thirty-one bytes")))
        from metadata in Gen.Elements(0UL, 0UL, ulong.MaxValue, 0xff00UL)
        from entries in Gen.Elements(0u, 1_000_000u)
        from required in Gen.Frequency((8, Gen.Elements(s_common.ToArray())), (2, s_required))
        from more in Gen.Frequency((6, Gen.Constant<IReadOnlyList<TableProperty>>([])), (2, SwitchMessages.Several(s_more, 3)))
        from missing in Gen.Frequency((20, Gen.Constant(0)), (1, Gen.Choose(1, 7)))
        select new TableFeatures
        {
            TableId = new TableId((byte)table),
            Name = name,
            MetadataMatch = metadata,
            MetadataWrite = metadata,
            MaxEntries = entries,
            Properties = [.. required.Skip(missing), .. more],
        };
}
