namespace OvsCtl.Ovsdb;

/// <summary>
/// One step of a transaction (RFC 7047 §5.2). The names of tables and columns are not checked here: the server answers for them.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>The wire's <c>op</c>.</summary>
    internal abstract string Name { get; }

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("op", Name);
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    private protected abstract void WriteMembers(OvsdbJsonWriter writer);

    private protected static void WriteWhere(OvsdbJsonWriter writer, IReadOnlyList<Condition> where)
    {
        writer.WritePropertyName("where");
        writer.WriteStartArray();
        foreach (var condition in where) condition.WriteTo(writer);
        writer.WriteEndArray();
    }

    private protected static void WriteColumns(OvsdbJsonWriter writer, IReadOnlyList<string> columns)
    {
        writer.WritePropertyName("columns");
        writer.WriteStrings(columns);
    }

    private protected static void WriteRow(OvsdbJsonWriter writer, IReadOnlyDictionary<string, OvsdbValue> row)
    {
        writer.WriteStartObject();
        foreach (var (column, value) in row)
        {
            writer.WritePropertyName(column);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
