using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Refuses members of a schema that do not belong where they are, as a server does: a limit that the type cannot have, or a word that is misspelt. Whether the members
/// that belong there are right has been found by then.
/// </summary>
internal static class SchemaMembers
{
    public static void CheckDatabase(JsonElement json)
    {
        Check(json, "the schema", ["name", "version", "cksum", "tables"]);
        foreach (var (name, table) in Named(json, "tables")) SchemaObject.At($"table {name}", () => CheckTable(table));
    }

    public static void CheckTable(JsonElement json)
    {
        Check(json, "the table", ["columns", "mutable", "maxRows", "isRoot", "indexes"]);
        foreach (var (name, column) in Named(json, "columns")) SchemaObject.At($"column {name}", () => CheckColumn(column));
    }

    public static void CheckColumn(JsonElement json)
    {
        Check(json, "the column", ["type", "mutable", "ephemeral"]);
        CheckType(new SchemaObject(json).Required("type"));
    }

    public static void CheckType(JsonElement json)
    {
        if (SchemaObject.IsScalar(json)) return;
        Check(json, "the type", ["key", "value", "min", "max"]);
        var type = new SchemaObject(json);
        CheckBaseType(type.Required("key"));
        if (type.Optional("value") is { } value) CheckBaseType(value);
    }

    public static void CheckBaseType(JsonElement json)
    {
        if (SchemaObject.IsScalar(json)) return;
        var o = new SchemaObject(json);
        var type = o.String("type");
        string[] limits = (type, HasEnum: o.Optional("enum") is not null) switch
        {
            (_, true) => ["enum"],
            ("integer", _) => ["minInteger", "maxInteger"],
            ("real", _) => ["minReal", "maxReal"],
            ("string", _) => ["minLength", "maxLength"],
            ("uuid", _) => o.Optional("refTable") is not null ? ["refTable", "refType"] : [],
            _ => [],
        };
        Check(json, $"type {type}", ["type", .. limits]);
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Named(JsonElement json, string member) => new SchemaObject(new SchemaObject(json).Required(member)).Members;

    private static void Check(JsonElement json, string what, ReadOnlySpan<string> allowed)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!allowed.Contains(member.Name)) throw OvsdbException.Protocol($"member \"{member.Name}\" does not belong in {what}");
        }
    }
}
