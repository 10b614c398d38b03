using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

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

    /// <summary>Reads a schema, such as a .ovsschema file.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is not a schema.</exception>
    public static DatabaseSchema Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    internal static DatabaseSchema Parse(ReadOnlyMemory<byte> json)
    {
        var o = new SchemaObject(Load(json));
        var schema = new DatabaseSchema
        {
            Name = o.String("name") ?? throw OvsdbException.Protocol("a schema lacks \"name\""),
            Version = o.String("version") ?? "",
            Checksum = o.String("cksum") ?? "",
            Tables = new SchemaObject(o.Required("tables")).Members.ToDictionary(m => m.Key, m => TableSchema.Parse(m.Key, m.Value)),
        };
        schema.CheckReferences();
        return schema;
    }

    internal bool HasSameVersion(DatabaseSchema? other) => other is not null && Version == other.Version && Checksum == other.Checksum;

    internal static JToken Load(ReadOnlyMemory<byte> json)
    {
        using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(json.Span))) { DateParseHandling = DateParseHandling.None };
        try
        {
            return JToken.Load(reader);
        }
        catch (JsonReaderException e)
        {
            throw OvsdbException.Protocol($"a schema is not JSON: {e.Message}", e);
        }
    }

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
