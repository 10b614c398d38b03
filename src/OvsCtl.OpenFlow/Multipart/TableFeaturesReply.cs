namespace OvsCtl.OpenFlow;

/// <summary>What the tables can do (OFPMP_TABLE_FEATURES).</summary>
/// <param name="Tables">The tables; the list is copied.</param>
public sealed record TableFeaturesReply(IReadOnlyList<TableFeatures> Tables) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.TableFeatures;

    /// <summary>The tables, in the switch's order.</summary>
    public IReadOnlyList<TableFeatures> Tables { get; init => field = ValueList<TableFeatures>.Of(value); } = ValueList<TableFeatures>.Of(Tables);

    internal static TableFeaturesReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, TableFeatures.Read, tables => new TableFeaturesReply(tables));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var table in Tables) table.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Tables = [.. parts.SelectMany(part => ((TableFeaturesReply)part).Tables)] };
}
