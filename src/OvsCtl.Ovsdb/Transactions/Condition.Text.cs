namespace OvsCtl.Ovsdb;

/// <content>Conditions as JSON, read against the table that they are about.</content>
public sealed partial record Condition
{
    // Open vSwitch tests first what it expects to leave the fewest rows.
    private static readonly string[] Functions = ["false", "true", "==", "includes", "<=", "<", ">=", ">", "excludes", "!="];

    /// <summary>Reads one condition: <c>[column, function, value]</c>, <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="OvsdbException">
    /// <see cref="OvsdbErrorKind.UnknownColumn"/>, <see cref="OvsdbErrorKind.SyntaxError"/> (the text is no condition, or the function cannot be applied to such a column, or
    /// the value has another type) or <see cref="OvsdbErrorKind.ConstraintViolation"/> (the column could not hold such a value).
    /// </exception>
    public static Condition Parse(TableSchema table, string json)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Check(table, Clause.Parse(json));
    }

    /// <summary>Reads an array of conditions, as a <c>where</c> has it, and puts them into the order in which Open vSwitch tests them.</summary>
    /// <exception cref="OvsdbException">The text is no array, or one of them is refused: see <see cref="Parse"/>.</exception>
    public static IReadOnlyList<Condition> ParseList(TableSchema table, string json)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. Clause.ParseList(json).Select(clause => Check(table, clause)).Order(Comparer<Condition>.Create(Compare))];
    }

    /// <summary>The order of two lists that <see cref="ParseList"/> read: the shorter first, then condition by condition.</summary>
    /// <returns>Less than 0, 0 or more than 0.</returns>
    public static int Compare(IReadOnlyList<Condition> left, IReadOnlyList<Condition> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Count != right.Count) return left.Count.CompareTo(right.Count);
        return left.Zip(right, Compare).FirstOrDefault(order => order != 0);
    }

    /// <summary>The condition as JSON text in normal form.</summary>
    public string ToJson() => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(WriteTo));

    private static Condition Check(TableSchema table, Clause clause)
    {
        if (clause.Constant is { } constant) return constant ? Always : Never;
        var column = clause.FindColumn(table);
        // What the constants are called within this library is no function on the wire.
        if (!Functions.AsSpan(2).Contains(clause.Word)) throw ValueError.Shape($"\"{clause.Word}\" is none of {string.Join(", ", Functions.Skip(2))}").ToException(table.Name, column.Name);
        var condition = new Condition(column.Name, clause.Word, clause.ReadValue(table));
        condition.WhyNot(column.Type)?.Throw(table.Name, column.Name);
        return condition with { Value = column.Type.Coerce(condition.Value) };
    }

    private static int Compare(Condition left, Condition right)
    {
        if (left.Function != right.Function) return Array.IndexOf(Functions, left.Function).CompareTo(Array.IndexOf(Functions, right.Function));
        if (left.Column != right.Column) return Rank(left.Column) != Rank(right.Column) ? Rank(left.Column).CompareTo(Rank(right.Column)) : string.CompareOrdinal(left.Column, right.Column);
        return left.Value.CompareContent(right.Value);
    }

    // The row's own name, by which a server finds it at once, comes first.
    private static int Rank(string column) => column switch
    {
        "_uuid" => 0,
        "_version" => 1,
        _ => 2,
    };
}
