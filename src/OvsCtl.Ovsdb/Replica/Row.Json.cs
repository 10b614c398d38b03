using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <content>Rows that come from no server: read from JSON, and changed.</content>
public sealed partial class Row
{
    // One layout for all rows of a table's schema.
    private static readonly ConditionalWeakTable<TableSchema, RowLayout> Layouts = [];

    /// <summary>The name of the table it is a row of.</summary>
    internal string Table => _layout.Table;

    /// <summary>Reads a &lt;row&gt; (RFC 7047 §5.1). It has all columns of the table, <c>_version</c> among them; those that the text does not name hold their defaults.</summary>
    /// <exception cref="OvsdbException">
    /// <see cref="OvsdbErrorKind.SyntaxError"/>, <see cref="OvsdbErrorKind.UnknownColumn"/> or <see cref="OvsdbErrorKind.ConstraintViolation"/>: the text is no such row.
    /// </exception>
    public static Row Parse(TableSchema table, string json)
    {
        ArgumentNullException.ThrowIfNull(table);
        var layout = Layouts.GetValue(table, t => new RowLayout(t.Name, [.. t.Columns.Values, .. TableSchema.ImplicitColumns.Where(column => column.Name == "_version")]));
        var values = layout.Defaults.ToArray();
        var uuid = default(Uuid);
        using var document = JsonText.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new OvsdbException(OvsdbErrorKind.SyntaxError, "a row is a JSON object");
        foreach (var member in document.RootElement.EnumerateObject())
        {
            var column = table.FindColumn(member.Name) ?? throw new ValueError(OvsdbErrorKind.UnknownColumn, "the table has no such column").ToException(table.Name, member.Name);
            var received = JsonText.Value(member.Value.GetRawText(), table.Name, column.Name);
            column.Type.WhyNot(received)?.Throw(table.Name, column.Name);
            var value = column.Type.Coerce(received);
            if (layout.TryFind(column.Name, out var place)) values[place] = value;
            else uuid = ((OvsdbUuid)value).Value;
        }

        return new Row(uuid, layout, values);
    }

    /// <summary>The row as JSON text in normal form, with <c>_uuid</c> and all columns it has.</summary>
    public string ToJson() => ToJson(Columns.Append("_uuid"));

    /// <summary>Some columns of the row as JSON text in normal form; <c>_uuid</c> is one.</summary>
    /// <exception cref="KeyNotFoundException">The row has no such column.</exception>
    public string ToJson(IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return OvsdbJson.Normalize($"{{{string.Join(',', columns.Distinct().Select(column => $"\"{column}\":{this[column]}"))}}}");
    }

    /// <exception cref="KeyNotFoundException">The row has no such column.</exception>
    internal ColumnSchema FindColumn(string name) => _layout.TryFind(name, out var place) ? _layout.Columns[place]
        : name == "_uuid" ? TableSchema.ImplicitColumns[0] : throw _layout.NotMonitored(name);

    /// <summary>The row with another value in one of its own columns.</summary>
    internal Row With(string column, OvsdbValue value)
    {
        if (!_layout.TryFind(column, out var place)) throw _layout.NotMonitored(column);
        var values = CopyValues();
        values[place] = value;
        return new Row(Uuid, _layout, values);
    }
}
