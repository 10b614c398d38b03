namespace OvsCtl.Ovsdb;

/// <summary>Changes columns of the rows that meet all conditions, by what they hold (RFC 7047 §5.2.4).</summary>
public sealed record Mutate(string Table, IReadOnlyList<Condition> Where, IReadOnlyList<Mutation> Mutations) : Operation
{
    internal override string Name => "mutate";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WriteMember("table", Table);
        WriteWhere(writer, Where);
        writer.WritePropertyName("mutations");
        writer.WriteStartArray();
        foreach (var mutation in Mutations) mutation.WriteTo(writer);
        writer.WriteEndArray();
    }
}
