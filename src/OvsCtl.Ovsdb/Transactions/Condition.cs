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

    /// <summary>Why the server would refuse it for a column of this type; null when it would not (the rules of ovsdb/condition.c).</summary>
    internal ValueError? WhyNot(ColumnType type)
    {
        switch (Function)
        {
            case "==" or "!=":
                return type.WhyNot(Value);
            case "<" or "<=" or ">" or ">=":
                if ((!type.IsScalar && !type.IsOptional) || type.Key.Type is not (AtomicType.Integer or AtomicType.Real)) return ValueError.Shape($"{Function} cannot be applied to {type}");
                return (type with { Min = 1 }).WhyNot(Value);
            case "includes":
                return (type.IsScalar ? type : type with { Min = 0 }).WhyNot(Value);
            case "excludes":
                return (type.IsScalar ? type : type with { Min = 0, Max = long.MaxValue }).WhyNot(Value);
            default:
                return ValueError.Shape($"\"{Function}\" is none of ==, !=, <, <=, >, >=, includes, excludes");
        }
    }

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteValue(Column);
        writer.WriteValue(Function);
        Value.WriteTo(writer);
        writer.WriteEndArray();
    }
}
