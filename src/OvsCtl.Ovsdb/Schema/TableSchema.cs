using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>One table of a database (RFC 7047 §3.2 &lt;table-schema&gt;).</summary>
public sealed record TableSchema
{
    /// <summary>The table's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its columns by name, without <c>_uuid</c> and <c>_version</c>.</summary>
    public required IReadOnlyDictionary<string, ColumnSchema> Columns { get; init; }

    /// <summary>True when its rows live without being referred to; rows of other tables are collected when nothing refers to them.</summary>
    public bool IsRoot { get; init; }

    /// <summary>True when its rows may change after they were inserted.</summary>
    public bool IsMutable { get; init; } = true;

    /// <summary>Greatest count of rows; <see cref="long.MaxValue"/> when the schema names none.</summary>
    public long MaxRows { get; init; } = long.MaxValue;

    /// <summary>Sets of columns in which no two rows may agree.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Indexes { get; init; } = [];

    // The columns that every table has besides its own (RFC 7047 §3.2).
    internal static readonly ColumnSchema[] ImplicitColumns =
    [
        new() { Name = "_uuid", Type = new ColumnType { Key = new BaseType { Type = AtomicType.Uuid } }, IsMutable = false },
        new() { Name = "_version", Type = new ColumnType { Key = new BaseType { Type = AtomicType.Uuid } }, IsMutable = false, IsEphemeral = true },
    ];

    /// <summary>A column by name, <c>_uuid</c> and <c>_version</c> among them; null when the table has none of this name.</summary>
    public ColumnSchema? FindColumn(string name) =>
        Columns.TryGetValue(name, out var column) ? column : Array.Find(ImplicitColumns, c => c.Name == name);

    /// <summary>A column read as <typeparamref name="T"/>, for tables known only at run time.</summary>
    /// <typeparam name="T">
    /// An atom's type (<see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, <see cref="Uuid"/>) for a column of one, or of one string or
    /// none; <c>long?</c> and the like for a column of one or none; <see cref="IReadOnlyList{T}"/> of an atom's type for a set;
    /// <see cref="IReadOnlyDictionary{TKey, TValue}"/> of two for a map; <see cref="OvsdbValue"/> for any column as it is.
    /// </typeparam>
    /// <exception cref="KeyNotFoundException">The schema has no such column: the server may be older.</exception>
    /// <exception cref="ArgumentException">The column's type is another.</exception>
    public Column<T> Column<T>(string name)
    {
        if (!Columns.TryGetValue(name, out var column)) throw new KeyNotFoundException($"table {Name} has no column {name}");
        return ColumnReader.Find(column.Type, typeof(T)) is { } read
            ? new Column<T>(name, value => (T)read(value)!)
            : throw new ArgumentException($"column {name} of table {Name} holds {column.Type}, which is not to be read as {typeof(T)}", nameof(name));
    }

    /// <summary>Reads a &lt;table-schema&gt;.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is none, or no table can have the name.</exception>
    public static TableSchema Parse(string name, string json)
    {
        var token = SchemaObject.Load(json);
        var table = Parse(CheckName(name), token);
        SchemaMembers.CheckTable(token);
        return table;
    }

    /// <summary>The table as JSON text in normal form, without its name.</summary>
    /// <param name="isRootByDefault">True for a schema of which every table is a root, where none says so.</param>
    public string ToJson(bool isRootByDefault = false) => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(writer => WriteTo(writer, isRootByDefault)));

    internal static TableSchema Parse(string name, JsonElement json)
    {
        var o = new SchemaObject(json);
        var columns = new SchemaObject(o.Required("columns")).Members.ToDictionary(m => CheckName(m.Key), m => SchemaObject.At($"column {m.Key}", () => ColumnSchema.Parse(m.Key, m.Value)));
        if (columns.Count == 0) throw OvsdbException.Protocol($"table {name} has no columns");
        return new TableSchema
        {
            Name = name,
            Columns = columns,
            IsRoot = o.Boolean("isRoot", false),
            IsMutable = o.Boolean("mutable", true),
            // A server counts in 32 bits: more is no limit.
            MaxRows = o.Integer("maxRows", 1, long.MaxValue) is { } rows and < uint.MaxValue ? rows : long.MaxValue,
            Indexes = ParseIndexes(name, columns, o.Optional("indexes")),
        };
    }

    /// <summary>Names of tables and columns are &lt;id&gt;s, of which those that begin with an underscore are the server's own.</summary>
    internal static string CheckName(string name) =>
        SchemaObject.IsId(name) && name[0] != '_' ? name : throw OvsdbException.Protocol($"\"{name}\" cannot name a table or column");

    internal void WriteTo(OvsdbJsonWriter writer, bool isRootByDefault)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("columns");
        writer.WriteStartObject();
        foreach (var column in Columns.Values)
        {
            writer.WritePropertyName(column.Name);
            column.WriteTo(writer);
        }

        writer.WriteEndObject();
        if (IsRoot != isRootByDefault) writer.WriteMember("isRoot", IsRoot);
        if (!IsMutable) writer.WriteMember("mutable", false);
        if (MaxRows != long.MaxValue) writer.WriteMember("maxRows", MaxRows);
        if (Indexes.Count > 0)
        {
            writer.WritePropertyName("indexes");
            writer.WriteStartArray();
            foreach (var index in Indexes) writer.WriteStrings(index);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static IReadOnlyList<IReadOnlyList<string>> ParseIndexes(string table, Dictionary<string, ColumnSchema> columns, JsonElement? json) => json switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } indexes => [.. indexes.EnumerateArray().Select(index => ParseIndex(table, columns, index))],
        _ => throw OvsdbException.Protocol($"the indexes of table {table} are not an array"),
    };

    private static string[] ParseIndex(string table, Dictionary<string, ColumnSchema> columns, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String)) throw OvsdbException.Protocol($"an index of table {table} is not an array of names");
        // What has just been seen to be a string is not null.
        string[] index = [.. json.EnumerateArray().Select(name => name.GetString()!)];
        if (index.Length == 0) throw OvsdbException.Protocol($"an index of table {table} has no columns");
        foreach (var column in index)
        {
            var schema = columns.GetValueOrDefault(column) ?? Array.Find(ImplicitColumns, c => c.Name == column) ?? throw OvsdbException.Protocol($"an index of table {table} names column {column}, which there is not");
            if (schema.IsEphemeral) throw OvsdbException.Protocol($"an index of table {table} cannot have column {column}, which is ephemeral");
            if (index.Count(c => c == column) > 1) throw OvsdbException.Protocol($"an index of table {table} names column {column} twice");
        }

        return index;
    }
}
