namespace OvsCtl.OpenFlow;

/// <summary>What a table has seen (ofp_table_stats).</summary>
/// <param name="TableId">The table.</param>
/// <param name="ActiveCount">How many flows it has.</param>
/// <param name="LookupCount">How many packets were looked up.</param>
/// <param name="MatchedCount">How many of them hit a flow.</param>
public sealed record TableStats(TableId TableId, uint ActiveCount, ulong LookupCount, ulong MatchedCount)
{
    internal static TableStats Read(ref OpenFlowReader reader)
    {
        // table_id:1 pad:3 active:4 lookup:8 matched:8
        var table = reader.ReadByte();
        reader.Skip(3);
        return new TableStats(new TableId(table), reader.ReadUInt32(), reader.ReadUInt64(), reader.ReadUInt64());
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteByte(TableId.Value);
        writer.WriteZeros(3);
        writer.WriteUInt32(ActiveCount);
        writer.WriteUInt64(LookupCount);
        writer.WriteUInt64(MatchedCount);
    }
}
