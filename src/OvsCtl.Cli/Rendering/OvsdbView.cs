using System.Globalization;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Terminal;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Rendering;

/// <summary>Rows of any database. JSON keeps the notation of RFC 7047 for values; tables write what a person would.</summary>
internal static class OvsdbView
{
    public static void WriteDatabases(CliContext context, IReadOnlyList<string> names)
    {
        if (context.Replies.IsForPeople) foreach (var name in names) context.Terminal.OutPage.Line(name);
        else WriteJson(context, $"[{string.Join(",", names.Select(name => new OvsdbString(name)))}]");
    }

    public static void WriteSchema(Page page, DatabaseSchema schema)
    {
        page.Line($"database {schema.Name} {schema.Version}");
        var rows =
            from table in schema.Tables.Values.OrderBy(table => table.Name, StringComparer.Ordinal)
            from column in table.Columns.Values.OrderBy(column => column.Name, StringComparer.Ordinal)
            select (string[])[table.Name, column.Name, Text(column.Type), Notes(column)];
        page.Table(["TABLE", "COLUMN", "TYPE", "NOTES"], rows);
    }

    /// <summary>All rows; their columns in the order named, or all by name.</summary>
    public static void WriteRows(CliContext context, ReplicaSnapshot snapshot, IReadOnlyList<string> columns)
    {
        foreach (var table in snapshot.TableNames.Order(StringComparer.Ordinal))
        {
            var rows = snapshot.Table(table).Values.OrderBy(row => row.Uuid);
            if (!context.Replies.IsForPeople) foreach (var row in rows) WriteJson(context, Json(table, row));
            else WriteTable(context.Terminal.OutPage, table, [.. rows], columns);
        }
    }

    public static void WriteRow(CliContext context, string table, Row? row)
    {
        if (row is null) return;
        if (context.Replies.IsForPeople) WriteTable(context.Terminal.OutPage, table, [row], []);
        else WriteJson(context, Json(table, row));
    }

    public static void WriteChange(CliContext context, RowChange change, DateTimeOffset? time)
    {
        var stamp = time?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var kind = change.Kind.ToString().ToLowerInvariant();
        if (!context.Replies.IsForPeople)
        {
            WriteJson(context, $"{{{(stamp is null ? "" : $"\"time\":\"{stamp}\",")}\"change\":\"{kind}\",\"table\":\"{change.Table}\",\"uuid\":\"{change.Uuid}\",\"old\":{Json(change.Old, change)},\"new\":{Json(change.New, change)}}}");
            return;
        }

        var columns = change.Columns.Order(StringComparer.Ordinal).Select(column => change.Kind == RowChangeKind.Changed
            ? $"{column}={Text(change.Old?[column])} -> {Text(change.New?[column])}"
            : $"{column}={Text((change.New ?? change.Old)?[column])}");
        context.Terminal.OutPage.Line($"{(stamp is null ? "" : $"{stamp} ")}{kind,-7} {change.Table} {change.Uuid} {string.Join(' ', columns)}");
    }

    public static void WriteResults(CliContext context, string json, JsonElement results)
    {
        if (!context.Replies.IsForPeople) WriteJson(context, json);
        else context.Terminal.OutPage.Table(["OPERATION", "RESULT"], results.EnumerateArray().Select((result, i) => (string[])[(i + 1).ToString(CultureInfo.InvariantCulture), result.GetRawText()]));
    }

    /// <summary>A value as a person writes it: no quotes, no notation.</summary>
    public static string Text(OvsdbValue? value) => value switch
    {
        null => "",
        OvsdbString atom => atom.Value,
        OvsdbUuid atom => atom.Value.ToString(),
        OvsdbSet set => string.Join(",", set.Select(Text)),
        OvsdbMap map => string.Join(",", map.Select(pair => $"{Text(pair.Key)}={Text(pair.Value)}")),
        _ => value.ToString(),
    };

    private static void WriteTable(Page page, string table, IReadOnlyList<Row> rows, IReadOnlyList<string> wanted)
    {
        page.Line($"{table}: {(rows.Count == 1 ? "1 row" : $"{rows.Count} rows")}");
        if (rows.Count == 0) return;
        string[] columns = [.. wanted.Count > 0 ? wanted.Where(column => column != "_uuid").Distinct() : rows[0].Columns.Order(StringComparer.Ordinal)];
        string[] headings = ["_uuid", .. columns];
        var cells = rows.Select(row => (string[])[row.Uuid.ToString(), .. columns.Select(column => Text(row[column]))]).ToList();
        var width = headings.Select((heading, i) => cells.Max(row => Math.Max(heading.Length, row[i].Length)) + 2).Sum() - 2;
        if (width <= page.Width) page.Table(headings, cells);
        else foreach (var row in cells) WriteList(page, headings, row);
    }

    // A table that the terminal would fold into columns of a few letters is easier to read row by row.
    private static void WriteList(Page page, string[] headings, string[] cells)
    {
        var widest = headings.Max(heading => heading.Length);
        for (var i = 0; i < headings.Length; i++) page.Line($"{headings[i].PadRight(widest)} : {cells[i]}".TrimEnd());
        page.Line();
    }

    private static void WriteJson(CliContext context, string json)
    {
        if (context.Format == OutputFormat.Yaml) context.Terminal.Out.Write("---\n" + YamlText.FromJson(json));
        else context.Terminal.Out.WriteLine(json);
    }

    private static string Json(string table, Row row) =>
        $"{{\"_table\":\"{table}\",\"_uuid\":\"{row.Uuid}\"{string.Concat(row.Columns.Order(StringComparer.Ordinal).Select(column => $",\"{column}\":{row[column]}"))}}}";

    private static string Json(Row? row, RowChange change) => row is null ? "null"
        : $"{{{string.Join(",", change.Columns.Order(StringComparer.Ordinal).Select(column => $"\"{column}\":{row[column]}"))}}}";

    private static string Text(ColumnType type)
    {
        var element = type.Value is null ? Text(type.Key) : $"map of {Text(type.Key)} to {Text(type.Value)}";
        if (type.IsScalar || (type.IsMap && type.Max == long.MaxValue)) return element;
        return type is { Min: 0, Max: 1 } ? $"optional {element}" : $"set of {element}";
    }

    private static string Text(BaseType type) => type.RefTable is null ? type.Type.ToString().ToLowerInvariant()
        : $"{(type.IsWeakReference ? "weak " : "")}reference to {type.RefTable}";

    private static string Limits(BaseType? type) => type switch
    {
        { Enum: { } allowed } => $"one of {string.Join(" ", allowed.Select(Text))}",
        { Minimum: null, Maximum: null } or null => "",
        _ => $"{Text(type.Minimum)}..{Text(type.Maximum)}",
    };

    private static string Notes(ColumnSchema column) =>
        string.Join(", ", new[] { column.IsEphemeral ? "ephemeral" : "", column.IsMutable ? "" : "immutable", Limits(column.Type.Key), Limits(column.Type.Value) }.Where(note => note.Length > 0));
}
