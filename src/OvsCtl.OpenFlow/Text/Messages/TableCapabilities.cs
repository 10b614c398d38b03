using System.Buffers.Binary;
using System.Numerics;

namespace OvsCtl.OpenFlow;

/// <summary>What a table can do, as sets: in this form one table is compared with the next.</summary>
internal sealed record TableCapabilities
{
    private const byte NoTable = 255;

    // What a table may not leave out (OpenFlow 1.3 §7.3.5.5.2): bit n for type n.
    private const uint Required =
        1u << (int)TablePropertyType.Instructions | 1u << (int)TablePropertyType.NextTables | 1u << (int)TablePropertyType.WriteActions
        | 1u << (int)TablePropertyType.ApplyActions | 1u << (int)TablePropertyType.Match | 1u << (int)TablePropertyType.Wildcards
        | 1u << (int)TablePropertyType.WriteSetField | 1u << (int)TablePropertyType.ApplySetField;

    private static readonly TableInstructions s_none = new(BigInteger.Zero, 0, default, default);

    public int TableId { get; init; }

    public string Name { get; init; } = "";

    public ulong MetadataMatch { get; init; }

    public ulong MetadataWrite { get; init; }

    public uint MaxEntries { get; init; }

    /// <summary>What flows can do that match packets.</summary>
    public TableInstructions Hit { get; init; } = s_none;

    /// <summary>What the flow can do that takes the rest.</summary>
    public TableInstructions Miss { get; init; } = s_none;

    /// <summary>The fields a match can look at.</summary>
    public FieldSet Match { get; init; }

    /// <summary>Those it can look at some bits of.</summary>
    public FieldSet Maskable { get; init; }

    /// <summary>Those it can leave out.</summary>
    public FieldSet Optional { get; init; }

    public bool IsEmpty => MetadataMatch == 0 && MetadataWrite == 0 && MaxEntries == 0 && Hit.IsEmpty && Miss.IsEmpty && Match.IsEmpty;

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the description.</exception>
    public static TableCapabilities Of(TableFeatures features)
    {
        if (features.TableId == OpenFlow.TableId.All) throw new OpenFlowProtocolException("The features of one table are due, not of all.", OfpError.OFPTFFC_BAD_TABLE);
        var seen = 0u;
        var properties = new Dictionary<TablePropertyType, TableProperty>();
        foreach (var property in features.Properties)
        {
            const int bits = 32;
            var bit = (int)property.Type < bits ? 1u << (int)property.Type : 0;
            if ((seen & bit) != 0) throw new OpenFlowProtocolException($"A table has two properties of type {(ushort)property.Type}.", OfpError.OFPTFFC_BAD_FEATURES);
            seen |= bit;
            var read = AsRead(property);
            Check(read);
            properties[read.Type] = read;
        }

        if ((seen & Required) != Required) throw new OpenFlowProtocolException("A table lacks properties it must have.", OfpError.OFPTFFC_BAD_FEATURES);
        return From(features, properties, seen);
    }

    public bool IsSameAs(TableCapabilities other) =>
        MetadataMatch == other.MetadataMatch && MetadataWrite == other.MetadataWrite && MaxEntries == other.MaxEntries
        && Hit.IsSameAs(other.Hit, TableId, other.TableId) && Miss.IsSameAs(other.Miss, TableId, other.TableId) && Match == other.Match;

    private static TableCapabilities From(TableFeatures features, Dictionary<TablePropertyType, TableProperty> properties, uint seen)
    {
        var match = (TableFields)properties[TablePropertyType.Match];
        var maskable = FieldSet.Of(match.Fields.Where(header => header.HasMask));
        var all = FieldSet.Of(match.Fields);
        return new TableCapabilities
        {
            TableId = features.TableId.Value,
            Name = features.Name.Length > 31 ? features.Name[..31] : features.Name,
            MetadataMatch = features.MetadataMatch,
            MetadataWrite = features.MetadataWrite,
            MaxEntries = features.MaxEntries,
            Hit = Instructions(type => properties[type]),
            Miss = Instructions(type => properties[(seen >> (int)type + 1 & 1) != 0 ? type + 1 : type]),
            Match = all,
            Maskable = maskable,
            Optional = (FieldSet.Of(((TableFields)properties[TablePropertyType.Wildcards]).Fields) | maskable) & all,
        };
    }

    private static TableInstructions Instructions(Func<TablePropertyType, TableProperty> find)
    {
        var next = ((NextTables)find(TablePropertyType.NextTables)).Tables.Aggregate(BigInteger.Zero, (bits, table) => bits | BigInteger.One << table.Value);
        return new TableInstructions(
            next,
            Types(TablePropertyType.Instructions) & ActionTypesText.KnownInstructions,
            Actions(TablePropertyType.WriteActions, TablePropertyType.WriteSetField),
            Actions(TablePropertyType.ApplyActions, TablePropertyType.ApplySetField));

        uint Types(TablePropertyType type) => ((TableTypes)find(type)).Ids.Aggregate(0u, (bits, id) => id.Type < 32 ? bits | 1u << id.Type : bits);

        TableActions Actions(TablePropertyType actions, TablePropertyType fields) =>
            new(Types(actions) & ActionTypesText.KnownActions, FieldSet.Of(((TableFields)find(fields)).Fields));
    }

    private static void Check(TableProperty property)
    {
        switch (property)
        {
            case NextTables next when next.Tables.Any(table => table.Value == NoTable):
                throw new OpenFlowProtocolException($"There is no table {NoTable}.", OfpError.OFPBPC_BAD_VALUE);
            case TableFields { Type: not TablePropertyType.Match } fields when fields.Fields.Any(IsKnownWithMask):
                throw new OpenFlowProtocolException("Fields have masks where only their names are due.", OfpError.OFPBMC_BAD_MASK);
        }
    }

    // Open vSwitch takes the experimenter's own number for a type of the standard, whoever the experimenter is.
    private static TableProperty AsRead(TableProperty property)
    {
        if (property is not RawTableProperty { Type: TablePropertyType.ExperimenterMiss } raw) return property;
        var experimenter = BinaryPrimitives.ReadUInt32BigEndian(raw.Data.Span);
        var type = BinaryPrimitives.ReadUInt32BigEndian(raw.Data.Span[4..]);
        if (experimenter == 0) throw new OpenFlowProtocolException("There is no experimenter 0.", OfpError.OFPBPC_BAD_EXPERIMENTER);
        return type <= (uint)TablePropertyType.ApplySetFieldMiss ? TableProperty.ReadContent((TablePropertyType)type, raw.Data.Span[8..]) : property;
    }

    private static bool IsKnownWithMask(OxmHeader header) => header.HasMask && !FieldSet.Of([header]).IsEmpty;
}
