using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>The schema of a database (RFC 7047 §3.2 &lt;database-schema&gt;), as <c>get_schema</c> returns it.</summary>
public sealed record DatabaseSchema
{
    /// <summary>The database's name.</summary>
    public required string Name { get; init; }

    /// <summary>The schema's version, "x.y.z"; empty when it has none.</summary>
    public string Version { get; init; } = "";

    /// <summary>A checksum of the schema's file, as the server gives it; empty when it gives none.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>Its tables by name.</summary>
    public required IReadOnlyDictionary<string, TableSchema> Tables { get; init; }

    /// <summary>Reads a schema, such as a .ovsschema file, as strictly as a server does. (Of the schema that a server sends, what it has beyond what is known here is left out.)</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is not a schema, or has a member that does not belong where it is.</exception>
    public static DatabaseSchema Parse(string json)
    {
        var token = SchemaObject.Load(json);
        var schema = Parse(token);
        SchemaMembers.CheckDatabase(token);
        return schema;
    }

    internal static DatabaseSchema Parse(ReadOnlyMemory<byte> json) => Parse(SchemaObject.LoadReceived(json.Span));

    private static DatabaseSchema Parse(JsonElement json)
    {
        var o = new SchemaObject(json);
        var schema = new DatabaseSchema
        {
            Name = o.Id("name") ?? throw OvsdbException.Protocol("a schema lacks \"name\""),
            Version = o.String("version") is not { } version ? "" : IsVersion(version) ? version : throw OvsdbException.Protocol($"schema version \"{version}\" is not of the form x.y.z"),
            Checksum = o.String("cksum") ?? "",
            Tables = new SchemaObject(o.Required("tables")).Members.ToDictionary(m => TableSchema.CheckName(m.Key), m => SchemaObject.At($"table {m.Key}", () => TableSchema.Parse(m.Key, m.Value))),
        };
        schema.CheckReferences();
        return schema with { Tables = schema.Tables.Values.Select(schema.Complete).ToDictionary(table => table.Name) };
    }

    /// <summary>The schema as JSON text in normal form.</summary>
    public string ToJson() => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(WriteTo));

    internal bool HasSameVersion(DatabaseSchema? other) => other is not null && Version == other.Version && Checksum == other.Checksum;

    // Three numbers as C's scanf reads them, which is how a server looks at them: with space before each, a sign, and any length.
    private static bool IsVersion(string text) => text.Split('.') is { Length: 3 } numbers && numbers.All(IsVersionNumber);

    private static bool IsVersionNumber(string text)
    {
        var digits = text.AsSpan().TrimStart(" \t\n\v\f\r");
        if (digits is ['+' or '-', ..]) digits = digits[1..];
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private void WriteTo(OvsdbJsonWriter writer)
    {
        // Where every table is a root, as in schemas older than the notion, none says so.
        var isRootByDefault = Tables.Values.All(table => table.IsRoot);
        writer.WriteStartObject();
        writer.WriteMember("name", Name);
        if (Version.Length > 0) writer.WriteMember("version", Version);
        if (Checksum.Length > 0) writer.WriteMember("cksum", Checksum);
        writer.WritePropertyName("tables");
        writer.WriteStartObject();
        foreach (var table in Tables.Values)
        {
            writer.WritePropertyName(table.Name);
            table.WriteTo(writer, isRootByDefault);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Two rules of ovsdb-server that a schema does not spell out: where no table is a root all are; and a strong reference to a row
    // that lives only by references survives a restart, or the row would not.
    private TableSchema Complete(TableSchema table)
    {
        var isRoot = table.IsRoot || Tables.Values.All(t => !t.IsRoot);
        var columns = table.Columns.Values.Select(column => column with
        {
            IsEphemeral = column.IsEphemeral && !KeepsRows(column.Type.Key) && !KeepsRows(column.Type.Value),
        });
        return table with { IsRoot = isRoot, Columns = columns.ToDictionary(column => column.Name) };
    }

    private bool KeepsRows(BaseType? type) =>
        type is { RefTable: { } table, IsWeakReference: false } && !Tables[table].IsRoot && Tables.Values.Any(t => t.IsRoot);

    private void CheckReferences()
    {
        var references =
            from table in Tables.Values
            from column in table.Columns.Values
            from type in new[] { column.Type.Key, column.Type.Value }
            where type?.RefTable is not null
            select (Table: table.Name, Column: column.Name, type.RefTable);
        foreach (var (table, column, refTable) in references)
        {
            if (!Tables.ContainsKey(refTable)) throw OvsdbException.Protocol($"column {column} of table {table} refers to undefined table {refTable}");
        }
    }
}
