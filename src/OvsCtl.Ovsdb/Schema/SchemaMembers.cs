using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Refuses members of a schema that do not belong where they are, as a server does: a limit that the type cannot have, or a word that is misspelt. Whether the members
/// that belong there are right has been found by then.
/// </summary>
internal static class SchemaMembers
{
    public static void CheckDatabase(JToken json)
    {
        Check(json, "the schema", ["name", "version", "cksum", "tables"]);
        foreach (var (name, table) in Named(json, "tables")) SchemaObject.At($"table {name}", () => CheckTable(table));
    }

    public static void CheckTable(JToken json)
    {
        Check(json, "the table", ["columns", "mutable", "maxRows", "isRoot", "indexes"]);
        foreach (var (name, column) in Named(json, "columns")) SchemaObject.At($"column {name}", () => CheckColumn(column));
    }

    public static void CheckColumn(JToken json)
    {
        Check(json, "the column", ["type", "mutable", "ephemeral"]);
        CheckType(json["type"]);
    }

    public static void CheckType(JToken? json)
    {
        Check(json, "the type", ["key", "value", "min", "max"]);
        if (json is not JObject type) return;
        CheckBaseType(type["key"]);
        CheckBaseType(type["value"]);
    }

    public static void CheckBaseType(JToken? json)
    {
        if (json is not JObject type) return;
        string[] limits = ((string?)type["type"], HasEnum: type.ContainsKey("enum")) switch
        {
            (_, true) => ["enum"],
            ("integer", _) => ["minInteger", "maxInteger"],
            ("real", _) => ["minReal", "maxReal"],
            ("string", _) => ["minLength", "maxLength"],
            ("uuid", _) => type.ContainsKey("refTable") ? ["refTable", "refType"] : [],
            _ => [],
        };
        Check(type, $"type {type["type"]}", ["type", .. limits]);
    }

    private static IEnumerable<KeyValuePair<string, JToken>> Named(JToken json, string member) => new SchemaObject(new SchemaObject(json).Required(member)).Members;

    private static void Check(JToken? json, string what, ReadOnlySpan<string> allowed)
    {
        if (json is not JObject o) return;
        foreach (var member in o.Properties())
        {
            if (!allowed.Contains(member.Name)) throw OvsdbException.Protocol($"member \"{member.Name}\" does not belong in {what}");
        }
    }
}
