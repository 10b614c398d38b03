namespace OvsCtl.OpenFlow;

/// <summary>What the tables have seen (OFPMP_TABLE).</summary>
/// <param name="Tables">The tables; the list is copied.</param>
public sealed record TableStatsReply(IReadOnlyList<TableStats> Tables) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Table;

    /// <summary>The tables, in the switch's order.</summary>
    public IReadOnlyList<TableStats> Tables { get; init => field = ValueList<TableStats>.Of(value); } = ValueList<TableStats>.Of(Tables);

    internal static TableStatsReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, TableStats.Read, tables => new TableStatsReply(tables));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var table in Tables) table.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Tables = [.. parts.SelectMany(part => ((TableStatsReply)part).Tables)] };
}
