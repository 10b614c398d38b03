using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>JSON text in the normal form of Open vSwitch, by which texts can be compared.</summary>
public static class OvsdbJson
{
    // As deep as ovsdb-server goes (JSON_MAX_HEIGHT in openvswitch/json.h).
    internal const int MaximumDepth = 1000;

    /// <summary>Throws where another one would put a question mark.</summary>
    internal static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The normal form of one JSON array or object: no white space, members by name in the order of UTF-8, of a repeated member only the last, whole numbers of
    /// 64 bits exact, other numbers in 15 digits.
    /// </summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is not JSON as an OVSDB server accepts it.</exception>
    public static string Normalize(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var cursor = Open(json);
        var normal = new StringBuilder();
        Write(cursor, normal);
        return normal.ToString();
    }

    /// <summary>A cursor over one JSON array or object, which has been checked.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is not JSON as an OVSDB server accepts it.</exception>
    internal static JsonCursor Open(string json)
    {
        var bytes = ToUtf8(json);
        var start = Array.FindIndex(bytes, b => b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
        var text = start < 0 ? default : bytes.AsMemory(start);
        if (!new JsonScanner(MaximumDepth).Scan(text.Span, 0, out var end)) throw OvsdbException.Protocol("the JSON text ends early");
        if (text.Span[end..].IndexOfAnyExcept(" \t\r\n"u8) >= 0) throw OvsdbException.Protocol("something follows the JSON text");
        return new JsonCursor(text[..end]);
    }

    /// <summary>The bytes of a text, which another encoder would change silently where they cannot stand for it.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text has half of a surrogate pair.</exception>
    internal static byte[] ToUtf8(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new OvsdbException(OvsdbErrorKind.ProtocolError, $"the text has half of a surrogate pair at character {e.Index + 1}", e);
        }
    }

    /// <summary>The normal form of JSON text of any kind.</summary>
    internal static string NormalizeAny(ReadOnlySpan<byte> json) => Normalize($"[{Encoding.UTF8.GetString(json)}]")[1..^1];

    private static void Write(JsonCursor cursor, StringBuilder text)
    {
        switch (cursor.Token)
        {
            case JsonToken.StartArray:
                WriteArray(cursor, text);
                break;
            case JsonToken.StartObject:
                WriteObject(cursor, text);
                break;
            case JsonToken.String:
                WriteString(cursor.String(), text);
                break;
            case JsonToken.Boolean:
                text.Append(cursor.Boolean() ? "true" : "false");
                break;
            case JsonToken.Null:
                text.Append("null");
                break;
            default:
                var (integer, real) = cursor.Number();
                if (integer is { } whole) text.Append(whole);
                else text.Append(RealText.Normal(real));
                break;
        }
    }

    private static void WriteArray(JsonCursor cursor, StringBuilder text)
    {
        var separator = '[';
        while (cursor.NextElement())
        {
            text.Append(separator);
            Write(cursor, text);
            separator = ',';
        }

        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void WriteObject(JsonCursor cursor, StringBuilder text)
    {
        var members = new SortedDictionary<string, string>(Utf8Order.Instance);
        while (cursor.NextMember(out var name))
        {
            var value = new StringBuilder();
            Write(cursor, value);
            members[name] = value.ToString();
        }

        text.Append('{');
        foreach (var (name, value) in members)
        {
            if (text[^1] != '{') text.Append(',');
            WriteString(name, text);
            text.Append(':').Append(value);
        }

        text.Append('}');
    }

    /// <summary>Escapes only what must be.</summary>
    internal static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
