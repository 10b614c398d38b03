namespace OvsCtl.Ovsdb;

/// <content>Mutations as JSON, read against the table that they are about.</content>
public sealed partial record Mutation
{
    /// <summary>Reads one mutation: <c>[column, mutator, value]</c>.</summary>
    /// <exception cref="OvsdbException">
    /// <see cref="OvsdbErrorKind.UnknownColumn"/>, <see cref="OvsdbErrorKind.SyntaxError"/> (the text is no mutation, or the mutator cannot be applied to such a column, or
    /// the operand has another type) or <see cref="OvsdbErrorKind.ConstraintViolation"/> (the column is immutable, or could not hold such a value).
    /// </exception>
    public static Mutation Parse(TableSchema table, string json)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Check(table, Clause.Parse(json));
    }

    /// <summary>Reads an array of mutations, as a <c>mutate</c> has it.</summary>
    /// <exception cref="OvsdbException">The text is no array, or one of them is refused: see <see cref="Parse"/>.</exception>
    public static IReadOnlyList<Mutation> ParseList(TableSchema table, string json)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. Clause.ParseList(json).Select(clause => Check(table, clause))];
    }

    /// <summary>The mutation as JSON text in normal form.</summary>
    public string ToJson() => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(WriteTo));

    private static Mutation Check(TableSchema table, Clause clause)
    {
        if (clause.Constant is not null) throw new OvsdbException(OvsdbErrorKind.SyntaxError, "a mutation is [column, mutator, value]");
        var column = clause.FindColumn(table);
        CheckMutable(table.Name, column);
        var mutation = new Mutation(column.Name, clause.Word, clause.ReadValue(table));
        mutation.WhyNot(column.Type)?.Throw(table.Name, column.Name);
        return mutation with { Value = mutation.OperandType(column.Type).Coerce(mutation.Value) };
    }

    private static void CheckMutable(string table, ColumnSchema column)
    {
        if (!column.IsMutable) ValueError.Constraint("the column cannot change after its row was inserted").Throw(table, column.Name);
    }
}
