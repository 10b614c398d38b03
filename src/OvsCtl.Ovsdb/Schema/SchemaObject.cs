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
        // However it is written: 1e3 is an integer.
        { } json when Value(json) is OvsdbInteger { Value: var value } && value >= minimum && value <= maximum => value,
        _ => throw OvsdbException.Protocol($"\"{name}\" of a schema is not an integer from {minimum} to {maximum}"),
    };

    /// <summary>Says in the message of what goes wrong in <paramref name="parse"/> where that is.</summary>
    public static T At<T>(string place, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (OvsdbException e)
        {
            throw OvsdbException.Protocol($"{place}: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="At{T}(string, Func{T})"/>
    public static void At(string place, Action check) => At(place, () =>
    {
        check();
        return true;
    });

    /// <summary>Reads one JSON value of any kind, as strictly as an OVSDB server does.</summary>
    public static JToken Load(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        // The strict reader takes arrays and objects only, as the wire does: box what may be neither.
        _ = OvsdbJson.Normalize($"[{json}]");
        return LoadReceived(json);
    }

    /// <summary>Reads one JSON value that the connection has checked already.</summary>
    public static JToken LoadReceived(string json)
    {
        using var reader = new JsonTextReader(new StringReader($"[{json}]")) { DateParseHandling = DateParseHandling.None };
        try
        {
            return JArray.Load(reader) is { Count: 1 } box ? box[0] : throw OvsdbException.Protocol("expected one JSON value");
        }
        catch (JsonReaderException e)
        {
            throw OvsdbException.Protocol($"not JSON as a schema may have it: {e.Message}", e);
        }
    }

    /// <summary>The normal form of a value of any kind.</summary>
    public static string Normalize(JToken json) => OvsdbJson.Normalize($"[{json.ToString(Formatting.None)}]")[1..^1];

    public static OvsdbValue Value(JToken json)
    {
        using var cursor = new JsonCursor(Encoding.UTF8.GetBytes(json.ToString(Formatting.None)));
        return OvsdbValue.Read(cursor);
    }

    public static bool IsId(string text) =>
        text is [not (>= '0' and <= '9'), ..] && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public static string Brief(JToken json) => json.ToString(Formatting.None) is { Length: > 80 } text ? text[..80] + "…" : json.ToString(Formatting.None);
}
