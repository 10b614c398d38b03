namespace OvsCtl.Ovsdb;

/// <summary>Sets columns of the rows that meet all conditions (RFC 7047 §5.2.3). For a set or map that others share, prefer <see cref="Mutate"/>.</summary>
public sealed record Update(string Table, IReadOnlyList<Condition> Where, IReadOnlyDictionary<string, OvsdbValue> Row) : Operation
{
    internal override string Name => "update";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WriteMember("table", Table);
        WriteWhere(writer, Where);
        writer.WritePropertyName("row");
        WriteRow(writer, Row);
    }
}
