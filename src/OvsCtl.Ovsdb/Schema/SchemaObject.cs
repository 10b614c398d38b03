using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>A JSON object of a schema, read member by member; what has the wrong type is a protocol error naming it.</summary>
internal readonly struct SchemaObject
{
    private readonly JsonElement _json;

    public SchemaObject(JsonElement json) =>
        _json = json.ValueKind == JsonValueKind.Object ? json : throw OvsdbException.Protocol($"a schema has {Brief(json)} where an object belongs");

    /// <summary>The members in the order of their names' first appearance. Of a member that is there twice the last counts, as in ovsdb-server.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Members =>
        _json.EnumerateObject().GroupBy(member => member.Name, (name, same) => KeyValuePair.Create(name, same.Last().Value));

    public JsonElement? Optional(string name) => _json.TryGetProperty(name, out var value) ? value : null;

    public JsonElement Required(string name) => Optional(name) ?? throw OvsdbException.Protocol($"a schema lacks \"{name}\" in {Brief(_json)}");

    public string? String(string name) => Optional(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } json => json.GetString(),
        _ => throw OvsdbException.Protocol($"\"{name}\" of a schema is not a string"),
    };

    /// <summary>An &lt;id&gt; (RFC 7047 §3.1): letters, digits and underscores, no digit first.</summary>
    public string? Id(string name) => String(name) is not { } id || IsId(id) ? String(name) : throw OvsdbException.Protocol($"\"{id}\" is not an <id>");

    public bool Boolean(string name, bool otherwise) => Optional(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } json => json.GetBoolean(),
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
    public static JsonElement Load(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        // The strict reader takes arrays and objects only, as the wire does: box what may be neither.
        var box = $"[{json}]";
        _ = OvsdbJson.Normalize(box);
        var values = LoadReceived(Encoding.UTF8.GetBytes(box));
        return values.GetArrayLength() == 1 ? values[0] : throw OvsdbException.Protocol("expected one JSON value");
    }

    /// <summary>Reads one JSON value that the connection has checked already: more strictly than this reader would.</summary>
    public static JsonElement LoadReceived(ReadOnlySpan<byte> json) => JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = OvsdbJson.MaximumDepth });

    public static OvsdbValue Value(JsonElement json)
    {
        using var cursor = new JsonCursor(JsonMarshal.GetRawUtf8Value(json).ToArray());
        return OvsdbValue.Read(cursor);
    }

    public static bool IsScalar(JsonElement json) => json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    public static bool IsId(string text) =>
        text is [not (>= '0' and <= '9'), ..] && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The beginning of the value's normal form.</summary>
    public static string Brief(JsonElement json)
    {
        var text = OvsdbJson.NormalizeAny(JsonMarshal.GetRawUtf8Value(json));
        return text.Length > 80 ? text[..80] + "…" : text;
    }
}
