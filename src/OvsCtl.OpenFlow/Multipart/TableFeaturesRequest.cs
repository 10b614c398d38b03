namespace OvsCtl.OpenFlow;

/// <summary>Asks what the tables can do, or with tables in it, tells the switch what they shall (OFPMP_TABLE_FEATURES).</summary>
/// <param name="Tables">The tables; none only to ask. The list is copied.</param>
public sealed record TableFeaturesRequest(IReadOnlyList<TableFeatures> Tables) : MultipartRequest
{
    /// <summary>Only asks.</summary>
    public TableFeaturesRequest()
        : this([])
    {
    }

    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.TableFeatures;

    /// <summary>The tables.</summary>
    public IReadOnlyList<TableFeatures> Tables { get; init => field = ValueList<TableFeatures>.Of(value); } = ValueList<TableFeatures>.Of(Tables);

    internal static TableFeaturesRequest ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, TableFeatures.Read, tables => new TableFeaturesRequest(tables));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var table in Tables) table.Write(writer);
    }
}
