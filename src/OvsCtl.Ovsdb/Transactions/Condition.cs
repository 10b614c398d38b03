namespace OvsCtl.Ovsdb;

/// <summary>A test on a column of a row (RFC 7047 §5.1 &lt;condition&gt;).</summary>
/// <param name="Column">The column; <c>_uuid</c> is the row's own name.</param>
/// <param name="Function">One of ==, !=, &lt;, &lt;=, &gt;, &gt;=, includes, excludes; of <see cref="Always"/> and <see cref="Never"/>, true and false.</param>
/// <param name="Value">What the column is compared with.</param>
public sealed partial record Condition(string Column, string Function, OvsdbValue Value)
{
    /// <summary>Every row: <c>true</c>, an extension of Open vSwitch.</summary>
    public static Condition Always { get; } = new("_uuid", "true", default(Uuid));

    /// <summary>No row: <c>false</c>, an extension of Open vSwitch.</summary>
    public static Condition Never { get; } = new("_uuid", "false", default(Uuid));

    private bool IsConstant => Function is "true" or "false";

    /// <summary>Only the row of this name.</summary>
    public static Condition IsRow(Uuid uuid) => new("_uuid", "==", uuid);

    /// <summary>Rows whose column equals the value.</summary>
    public static Condition Equal(string column, OvsdbValue value) => new(column, "==", value);

    /// <summary>
    /// Whether the row meets the condition, as a server would find. An optional column that is empty is neither less than anything nor greater.
    /// </summary>
    /// <exception cref="OvsdbException">The function or the value does not fit the column's type.</exception>
    /// <exception cref="KeyNotFoundException">The row has no such column.</exception>
    public bool Evaluate(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (IsConstant) return Function == "true";
        var type = row.FindColumn(Column).Type;
        WhyNot(type)?.Throw(row.Table, Column);
        var (held, operand) = (row[Column], type.Coerce(Value));
        return Function switch
        {
            "==" => held == operand,
            "!=" => held != operand,
            "includes" => held.IncludesAll(operand),
            "excludes" => !held.IncludesAny(operand),
            _ => held.AsSet() is [var number] && IsOrdered(number.CompareTo(operand.AsSet()[0])),
        };
    }

    /// <summary>Why the server would refuse it for a column of this type; null when it would not (the rules of ovsdb/condition.c).</summary>
    internal ValueError? WhyNot(ColumnType type)
    {
        switch (Function)
        {
            case "true" or "false":
                return null;
            case "==" or "!=":
                return type.WhyNot(Value);
            case "<" or "<=" or ">" or ">=":
                if ((!type.IsScalar && !type.IsOptional) || type.Key.Type is not (AtomicType.Integer or AtomicType.Real)) return ValueError.Shape($"\"{Function}\" cannot be applied to {type}");
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
        if (IsConstant)
        {
            writer.WriteValue(Function == "true");
            return;
        }

        writer.WriteStartArray();
        writer.WriteValue(Column);
        writer.WriteValue(Function);
        Value.WriteTo(writer);
        writer.WriteEndArray();
    }

    private bool IsOrdered(int order) => Function switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
