namespace OvsCtl.Ovsdb;

/// <summary>Reads the rows that meet all conditions (RFC 7047 §5.2.2). No columns means all of them.</summary>
public sealed record Select(string Table, IReadOnlyList<Condition> Where, IReadOnlyList<string> Columns) : Operation
{
    internal override string Name => "select";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WriteMember("table", Table);
        WriteWhere(writer, Where);
        if (Columns.Count > 0) WriteColumns(writer, Columns);
    }
}
