namespace OvsCtl.OpenFlow;

/// <summary>One thing a table can do (OpenFlow 1.3 §7.3.5.5.2, ofp_table_feature_prop_header).</summary>
/// <param name="Type">What it is about.</param>
public abstract record TableProperty(TablePropertyType Type)
{
    private const int HeaderSize = 4;
    private const int ExperimenterHeaderSize = 12;

    internal static IReadOnlyList<TableProperty> ReadAll(ref OpenFlowReader reader)
    {
        var properties = new List<TableProperty>();
        while (!reader.IsAtEnd) properties.Add(Read(ref reader));
        return properties;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<TableProperty> properties)
    {
        foreach (var property in properties)
        {
            // The length does not count the padding.
            var start = writer.BeginTlv((ushort)property.Type);
            property.WriteBody(writer);
            writer.EndTlv(start);
            writer.PadTo8(start);
        }
    }

    /// <summary>Writes what follows type and length; padding to 8 bytes is added afterwards.</summary>
    internal abstract void WriteBody(OpenFlowWriter writer);

    private static TableProperty Read(ref OpenFlowReader reader)
    {
        if (reader.Remaining < HeaderSize) throw Bad($"A property of a table has at least {HeaderSize} bytes; {reader.Remaining} are left.");
        var type = (TablePropertyType)reader.ReadUInt16();
        var length = reader.ReadUInt16();
        var padded = (length + 7) / 8 * 8;
        if (length < HeaderSize || padded - HeaderSize > reader.Remaining) throw Bad($"A property of a table says it has {length} bytes where {reader.Remaining + HeaderSize} are left.");
        if (type == TablePropertyType.ExperimenterMiss && length < ExperimenterHeaderSize) throw Bad($"An experimenter's property has at least {ExperimenterHeaderSize} bytes, not {length}.");
        return ReadContent(type, reader.ReadSpan(padded - HeaderSize)[..(length - HeaderSize)]);
    }

    /// <param name="type">Which property.</param>
    /// <param name="content">What follows type and length.</param>
    internal static TableProperty ReadContent(TablePropertyType type, ReadOnlySpan<byte> content)
    {
        var body = new OpenFlowReader(content) { LengthError = OfpError.OFPBPC_BAD_LEN };
        return type switch
        {
            TablePropertyType.Instructions or TablePropertyType.InstructionsMiss
                or TablePropertyType.WriteActions or TablePropertyType.WriteActionsMiss
                or TablePropertyType.ApplyActions or TablePropertyType.ApplyActionsMiss => TableTypes.ReadBody(type, ref body),
            TablePropertyType.NextTables or TablePropertyType.NextTablesMiss => NextTables.ReadBody(type, ref body),
            TablePropertyType.Match or TablePropertyType.Wildcards
                or TablePropertyType.WriteSetField or TablePropertyType.WriteSetFieldMiss
                or TablePropertyType.ApplySetField or TablePropertyType.ApplySetFieldMiss => TableFields.ReadBody(type, ref body),
            _ => new RawTableProperty(type, body.ReadRest()),
        };
    }

    private static OpenFlowProtocolException Bad(string message) => new(message, OfpError.OFPBPC_BAD_LEN);
}
