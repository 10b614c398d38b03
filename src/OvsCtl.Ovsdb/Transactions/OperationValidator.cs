namespace OvsCtl.Ovsdb;

/// <summary>
/// Finds what a server would refuse before it is sent, and says it better: which operation, table, column and value, and what is allowed.
/// What depends on the data (references, indexes, guards) only the server can tell.
/// </summary>
internal sealed class OperationValidator
{
    private readonly DatabaseSchema _schema;
    private readonly HashSet<string> _namedRows = [];
    private int _index;

    private OperationValidator(DatabaseSchema schema) => _schema = schema;

    /// <exception cref="OvsdbException">An operation does not fit the schema; <see cref="OvsdbException.OperationIndex"/> says which.</exception>
    public static void Validate(DatabaseSchema schema, IReadOnlyList<Operation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var validator = new OperationValidator(schema);
        // First the names of all rows: an operation may refer to a row that a later one inserts.
        for (validator._index = 0; validator._index < operations.Count; validator._index++)
        {
            if (operations[validator._index] is Insert { UuidName: { } name }) validator.AddNamedRow(name);
        }

        for (validator._index = 0; validator._index < operations.Count; validator._index++) validator.Validate(operations[validator._index]);
    }

    private void Validate(Operation operation)
    {
        switch (operation)
        {
            case Insert insert:
                var inserted = Table(insert.Table);
                CheckRow(inserted, insert.Row, isChange: false);
                CheckDefaults(inserted, insert.Row);
                break;
            case Update update:
                var updated = Table(update.Table);
                CheckWhere(updated, update.Where);
                CheckRow(updated, update.Row, isChange: true);
                break;
            case Mutate mutate:
                var mutated = Table(mutate.Table);
                CheckWhere(mutated, mutate.Where);
                foreach (var mutation in mutate.Mutations) CheckMutation(mutated, mutation);
                break;
            case Delete delete:
                CheckWhere(Table(delete.Table), delete.Where);
                break;
            case Select select:
                var selected = Table(select.Table);
                CheckWhere(selected, select.Where);
                CheckColumns(selected, select.Columns);
                break;
            case Wait wait:
                var awaited = Table(wait.Table);
                CheckWhere(awaited, wait.Where);
                CheckColumns(awaited, wait.Columns);
                foreach (var row in wait.Rows) CheckRow(awaited, row, isChange: false);
                break;
            case AssertLock { Lock: var name } when !SchemaObject.IsId(name):
                throw Error(OvsdbErrorKind.SyntaxError, $"lock name \"{name}\" is not letters, digits and underscores with no digit first");
        }
    }

    private void AddNamedRow(string name)
    {
        if (!SchemaObject.IsId(name)) throw Error(OvsdbErrorKind.SyntaxError, $"uuid-name \"{name}\" is not letters, digits and underscores with no digit first");
        if (!_namedRows.Add(name)) throw Error(OvsdbErrorKind.DuplicateUuidName, $"uuid-name \"{name}\" appears on an earlier insert");
    }

    private void CheckRow(TableSchema table, IReadOnlyDictionary<string, OvsdbValue> row, bool isChange)
    {
        foreach (var (name, value) in row)
        {
            var column = Column(table, name);
            if (isChange && !column.IsMutable) throw Error(OvsdbErrorKind.ConstraintViolation, "the column cannot change after its row was inserted", table, name);
            CheckValue(table, name, column.Type.WhyNot(value), value);
        }
    }

    // The default of a type need not be a value that the column's limits allow: then there is no row without it.
    private void CheckDefaults(TableSchema table, IReadOnlyDictionary<string, OvsdbValue> row)
    {
        foreach (var column in table.Columns.Values)
        {
            if (!row.ContainsKey(column.Name) && column.Type.WhyNot(column.Type.Default) is { } error)
                throw Error(error.Kind, $"a row needs a value, as the default is not allowed: {error.Reason}", table, column.Name);
        }
    }

    private void CheckColumns(TableSchema table, IReadOnlyList<string> columns)
    {
        foreach (var column in columns) Column(table, column);
        if (columns.Distinct().Count() < columns.Count) throw Error(OvsdbErrorKind.SyntaxError, $"a column of table {table.Name} is named twice");
    }

    private void CheckWhere(TableSchema table, IReadOnlyList<Condition> where)
    {
        foreach (var condition in where)
        {
            var type = Column(table, condition.Column).Type;
            CheckValue(table, condition.Column, condition.WhyNot(type), condition.Value);
        }
    }

    private void CheckMutation(TableSchema table, Mutation mutation)
    {
        var column = Column(table, mutation.Column);
        if (!column.IsMutable) throw Error(OvsdbErrorKind.ConstraintViolation, "the column cannot change after its row was inserted", table, column.Name);
        CheckValue(table, mutation.Column, mutation.WhyNot(column.Type), mutation.Value);
    }

    private void CheckValue(TableSchema table, string column, ValueError? error, OvsdbValue value)
    {
        if (error is not null) throw Error(error.Kind, error.Reason, table, column);
        foreach (var name in value.Atoms.OfType<OvsdbNamedUuid>())
        {
            if (!_namedRows.Contains(name.Name)) throw Error(OvsdbErrorKind.NotFound, $"{name} names a row that no insert of this transaction makes", table, column);
        }
    }

    private TableSchema Table(string name) => _schema.Tables.TryGetValue(name, out var table)
        ? table
        : throw new OvsdbException(OvsdbErrorKind.UnknownTable, $"operation {_index + 1}: database {_schema.Name} has no table {name}") { OperationIndex = _index, Table = name };

    private ColumnSchema Column(TableSchema table, string name) =>
        table.FindColumn(name) ?? throw Error(OvsdbErrorKind.UnknownColumn, "the table has no such column", table, name);

    private OvsdbException Error(OvsdbErrorKind kind, string reason, TableSchema? table = null, string? column = null)
    {
        var where = table is null ? "" : $" table {table.Name}, column {column}:";
        return new OvsdbException(kind, $"operation {_index + 1}:{where} {reason}") { OperationIndex = _index, Table = table?.Name, Column = column };
    }
}
