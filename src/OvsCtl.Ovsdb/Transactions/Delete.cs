namespace OvsCtl.Ovsdb;

/// <summary>Deletes the rows that meet all conditions (RFC 7047 §5.2.5).</summary>
public sealed record Delete(string Table, IReadOnlyList<Condition> Where) : Operation
{
    internal override string Name => "delete";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WriteMember("table", Table);
        WriteWhere(writer, Where);
    }
}
