namespace OvsCtl.Ovsdb;

/// <summary>A test on a column of a row (RFC 7047 §5.1 &lt;condition&gt;).</summary>
/// <param name="Column">The column; <c>_uuid</c> is the row's own name.</param>
/// <param name="Function">One of ==, !=, &lt;, &lt;=, &gt;, &gt;=, includes, excludes.</param>
/// <param name="Value">What the column is compared with.</param>
public sealed record Condition(string Column, string Function, OvsdbValue Value)
{
    /// <summary>Only the row of this name.</summary>
    public static Condition IsRow(Uuid uuid) => new("_uuid", "==", uuid);

    /// <summary>Rows whose column equals the value.</summary>
    public static Condition Equal(string column, OvsdbValue value) => new(column, "==", value);

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteValue(Column);
        writer.WriteValue(Function);
        Value.WriteTo(writer);
        writer.WriteEndArray();
    }
}
