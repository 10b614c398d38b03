using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb;

/// <summary>A JSON object of a schema, read member by member; what has the wrong type is a protocol error naming it.</summary>
internal readonly struct SchemaObject
{
    private readonly JObject _json;

    public SchemaObject(JToken json) => _json = json as JObject ?? throw OvsdbException.Protocol($"a schema has {Brief(json)} where an object belongs");

    public IEnumerable<KeyValuePair<string, JToken>> Members =>
        // JObject's values are never null: JSON's null is a JValue.
        _json.Properties().Select(p => KeyValuePair.Create(p.Name, p.Value));

    public JToken? Optional(string name) => _json.GetValue(name, StringComparison.Ordinal);

    public JToken Required(string name) => Optional(name) ?? throw OvsdbException.Protocol($"a schema lacks \"{name}\" in {Brief(_json)}");

    public string? String(string name) => Optional(name) switch
    {
        null => null,
        JValue { Value: string text } => text,
        _ => throw OvsdbException.Protocol($"\"{name}\" of a schema is not a string"),
    };

    /// <summary>An &lt;id&gt; (RFC 7047 §3.1): letters, digits and underscores, no digit first.</summary>
    public string? Id(string name) => String(name) is not { } id || IsId(id) ? String(name) : throw OvsdbException.Protocol($"\"{id}\" is not an <id>");

    public bool Boolean(string name, bool otherwise) => Optional(name) switch
    {
        null => otherwise,
        JValue { Value: bool value } => value,
        _ => throw OvsdbException.Protocol($"\"{name}\" of a schema is not a boolean"),
    };

    public long? Integer(string name, long minimum, long maximum) => Optional(name) switch
    {
        null => null,
        JValue { Value: long value } when value >= minimum && value <= maximum => value,
        _ => throw OvsdbException.Protocol($"\"{name}\" of a schema is not an integer from {minimum} to {maximum}"),
    };

    public static OvsdbValue Value(JToken json)
    {
        using var cursor = new JsonCursor(Encoding.UTF8.GetBytes(json.ToString(Formatting.None)));
        return OvsdbValue.Read(cursor);
    }

    public static bool IsId(string text) =>
        text is [not (>= '0' and <= '9'), ..] && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Brief(JToken json) => json.ToString(Formatting.None) is { Length: > 80 } text ? text[..80] + "…" : json.ToString(Formatting.None);
}
