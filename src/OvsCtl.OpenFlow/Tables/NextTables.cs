namespace OvsCtl.OpenFlow;

/// <summary>The tables a flow can go on to (ofp_table_feature_prop_next_tables).</summary>
/// <param name="Type">For which flows.</param>
/// <param name="Tables">The tables; the list is copied.</param>
public sealed record NextTables(TablePropertyType Type, IReadOnlyList<TableId> Tables) : TableProperty(Type)
{
    /// <summary>The tables.</summary>
    public IReadOnlyList<TableId> Tables { get; init => field = ValueList<TableId>.Of(value); } = ValueList<TableId>.Of(Tables);

    internal static NextTables ReadBody(TablePropertyType type, ref OpenFlowReader body)
    {
        var tables = new List<TableId>(body.Remaining);
        while (!body.IsAtEnd) tables.Add(new TableId(body.ReadByte()));
        return new NextTables(type, tables);
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        foreach (var table in Tables) writer.WriteByte(table.Value);
    }
}
