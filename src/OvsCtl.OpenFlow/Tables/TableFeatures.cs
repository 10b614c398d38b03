namespace OvsCtl.OpenFlow;

/// <summary>What a table can do (ofp_table_features).</summary>
public sealed record TableFeatures
{
    private const int HeaderSize = 64;
    private const int OFP_MAX_TABLE_NAME_LEN = 32;

    /// <summary>The table.</summary>
    public TableId TableId { get; init; }

    /// <summary>Its name, at most 31 bytes.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which bits of the metadata it can match on.</summary>
    public ulong MetadataMatch { get; init; }

    /// <summary>Which bits of the metadata it can write.</summary>
    public ulong MetadataWrite { get; init; }

    /// <summary>ofp_table_config; OpenFlow 1.3 has no bits in it.</summary>
    public uint Config { get; init; }

    /// <summary>How many flows it can have.</summary>
    public uint MaxEntries { get; init; }

    /// <summary>The rest, kind by kind, in the switch's order.</summary>
    public IReadOnlyList<TableProperty> Properties { get; init => field = ValueList<TableProperty>.Of(value); } = ValueList<TableProperty>.Empty;

    internal static TableFeatures Read(ref OpenFlowReader reader)
    {
        // length:2 table_id:1 pad:5 name:32 metadata_match:8 metadata_write:8 config:4 max_entries:4 properties; the length includes itself
        if (reader.Remaining < HeaderSize) throw Bad($"The features of a table have at least {HeaderSize} bytes; {reader.Remaining} are left.");
        var length = reader.ReadUInt16();
        if (length < HeaderSize || length % 8 != 0) throw Bad($"The features of a table say they have {length} bytes; at least {HeaderSize}, in multiples of 8, are allowed.");
        if (length - 2 > reader.Remaining) throw Bad($"The features of a table say they have {length} bytes where {reader.Remaining + 2} are left.");
        var body = reader.ReadNested(length - 2);
        var table = body.ReadByte();
        body.Skip(5);
        return new TableFeatures
        {
            TableId = new TableId(table),
            Name = WireText.Read(body.ReadSpan(OFP_MAX_TABLE_NAME_LEN)),
            MetadataMatch = body.ReadUInt64(),
            MetadataWrite = body.ReadUInt64(),
            Config = body.ReadUInt32(),
            MaxEntries = body.ReadUInt32(),
            Properties = TableProperty.ReadAll(ref body),
        };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteByte(TableId.Value);
        writer.WriteZeros(5);
        WireText.Write(writer, Name, OFP_MAX_TABLE_NAME_LEN);
        writer.WriteUInt64(MetadataMatch);
        writer.WriteUInt64(MetadataWrite);
        writer.WriteUInt32(Config);
        writer.WriteUInt32(MaxEntries);
        TableProperty.WriteAll(writer, Properties);
        writer.PatchLength(start, writer.Position - start);
    }

    private static OpenFlowProtocolException Bad(string message) => new(message, OfpError.OFPBPC_BAD_LEN);
}
