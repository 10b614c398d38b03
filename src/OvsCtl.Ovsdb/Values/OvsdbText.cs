using System.Globalization;
using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Values as people write them on a command line (ovs-vsctl(8), "Database Values"): <c>br0</c>, <c>[1, 2, 5-8]</c>, <c>{a=1, b="x y"}</c>.
/// </summary>
public static class OvsdbText
{
    // How many integers one range may stand for.
    private const int LargestRange = 4096;

    private const string Delimiters = ":=, []{}!<>";

    /// <summary>Reads a value of a column.</summary>
    /// <exception cref="FormatException">The text is no such value; the message says why.</exception>
    public static OvsdbValue Parse(ColumnType type, string text)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(text);
        return new Reader(type, text).Read();
    }

    /// <summary>Writes a value of a column so that <see cref="Parse"/> reads it back.</summary>
    public static string Format(ColumnType type, OvsdbValue value)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(value);
        var coerced = type.Coerce(value);
        string[] elements = coerced is OvsdbMap map
            ? [.. map.Select(pair => $"{FormatAtom(pair.Key)}={FormatAtom(pair.Value)}")]
            : [.. coerced.AsSet().Select(FormatAtom)];
        var text = string.Join(", ", elements);
        // Only what can have several elements, or has none, needs brackets.
        if (type.Max == 1 && elements.Length == 1) return text;
        return type.IsMap ? $"{{{text}}}" : $"[{text}]";
    }

    /// <summary>Writes an atom; a string in quotes only where <see cref="Parse"/> needs them.</summary>
    public static string FormatAtom(OvsdbAtom atom) => atom switch
    {
        null => throw new ArgumentNullException(nameof(atom)),
        OvsdbString { Value: var text } => NeedsQuotes(text) ? Quote(text) : text,
        OvsdbReal { Value: var real } => RealText.Normal(real),
        OvsdbUuid { Value: var uuid } => uuid.ToString(),
        OvsdbNamedUuid { Name: var name } => name,
        _ => atom.ToString(),
    };

    /// <summary>Reads an atom; of type integer it may be a range, as "2-5", whose first and last are returned.</summary>
    /// <exception cref="FormatException">The text is no such atom.</exception>
    public static (OvsdbAtom First, OvsdbAtom Last) ParseAtom(BaseType type, string text)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(text);
        var (first, last) = type.Type == AtomicType.Integer ? ParseIntegers(text) : (ParseSingle(type.Type, text), null);
        foreach (var atom in last is null ? [first] : Expand(first, last))
        {
            if (type.WhyNot(atom) is { } reason) throw new FormatException(reason);
        }

        return (first, last ?? first);
    }

    private static OvsdbAtom ParseSingle(AtomicType type, string text) => type switch
    {
        AtomicType.Real => ParseReal(text),
        AtomicType.Boolean => text switch
        {
            "true" or "yes" or "on" or "1" => true,
            "false" or "no" or "off" or "0" => false,
            _ => throw new FormatException($"\"{text}\" is not a valid boolean (use \"true\" or \"false\")"),
        },
        AtomicType.String => ParseString(text),
        _ => Uuid.TryParse(text, out var uuid) ? uuid : throw new FormatException($"\"{text}\" is not a valid UUID"),
    };

    private static OvsdbReal ParseReal(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? new OvsdbReal(real)
            : throw new FormatException($"\"{text}\" is not a valid real number");

    private static string ParseString(string text)
    {
        if (text.Length == 0) throw new FormatException("an empty string is not valid as input; use \"\" to represent the empty string");
        if (text[0] != '"') return text;
        if (text.Length < 2 || text[^1] != '"') throw new FormatException($"{text}: missing quote at end of quoted string");
        try
        {
            // A quoted string is a JSON string; boxed, as no JSON text is a bare one.
            byte[] json = [(byte)'[', .. OvsdbJson.ToUtf8(text), (byte)']'];
            if (!new JsonScanner(OvsdbJson.MaximumDepth).Scan(json, 0, out var end) || end != json.Length) throw new FormatException($"{text}: quoted string may not include unescaped \"");
            using var cursor = new JsonCursor(json);
            cursor.Next();
            var value = cursor.String();
            cursor.Next();
            cursor.Expect(JsonToken.EndArray);
            return value;
        }
        catch (OvsdbException e)
        {
            throw new FormatException($"{text}: {e.Message}", e);
        }
    }

    private static (OvsdbAtom First, OvsdbAtom? Last) ParseIntegers(string text)
    {
        if (TryParseInteger(text, out var single)) return (single, null);
        // The dash of a range follows a digit; one before is a sign.
        var dash = text.Length == 0 ? -1 : text.IndexOf('-', 1);
        if (dash < 0 || !TryParseInteger(text[..dash], out var first) || !TryParseInteger(text[(dash + 1)..], out var last))
            throw new FormatException($"\"{text}\" is not a valid integer or range");
        if (last < first) throw new FormatException($"\"{text}\" is not a valid range: its end cannot be before its start");
        if ((Int128)last - first >= LargestRange) throw new FormatException($"range \"{text}\" is too big");
        return (first, last);
    }

    private static bool TryParseInteger(string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static IEnumerable<OvsdbAtom> Expand(OvsdbAtom first, OvsdbAtom last) => (first, last) is (OvsdbInteger a, OvsdbInteger b)
        ? Enumerable.Range(0, (int)(b.Value - a.Value + 1)).Select(i => (OvsdbAtom)(a.Value + i))
        : [first];

    private static bool NeedsQuotes(string text) =>
        text is "" or "true" or "false" || !(char.IsAsciiLetter(text[0]) || text[0] == '_') || !text.All(c => char.IsAsciiLetter(c) || c is '_' or '-' or '.');

    private static string Quote(string text)
    {
        var quoted = new StringBuilder();
        OvsdbJson.WriteString(text, quoted);
        return quoted.ToString();
    }

    /// <summary>Reads the elements of one value, left to right.</summary>
    private sealed class Reader(ColumnType type, string text)
    {
        private int _at;

        private char Here => _at < text.Length ? text[_at] : '\0';

        public OvsdbValue Read()
        {
            SkipSpaces();
            if (Here == '\0') throw new FormatException(type.IsMap ? "use \"{}\" to specify the empty map" : "use \"[]\" to specify the empty set");
            var end = '\0';
            if (Here == (type.IsMap ? '{' : '['))
            {
                end = type.IsMap ? '}' : ']';
                Skip();
            }

            var elements = new List<(OvsdbAtom Key, OvsdbAtom? Value)>();
            while (Here != '\0' && Here != end) ReadElement(elements);
            if (Here != end) throw new FormatException($"{text}: missing \"{end}\" at end of data");
            if (end != '\0') Skip();
            if (Here != '\0') throw new FormatException($"{text}: trailing garbage after \"{end}\"");
            return Build(elements);
        }

        private void ReadElement(List<(OvsdbAtom Key, OvsdbAtom? Value)> elements)
        {
            if (Delimiters.Contains(Here, StringComparison.Ordinal)) throw new FormatException($"{text}: unexpected \"{Here}\" parsing {type}");
            var (first, last) = ParseAtom(type.Key, Token());
            OvsdbAtom? value = null;
            if (type.Value is { } valueType)
            {
                SkipSpaces();
                if (Here != '=') throw new FormatException($"{text}: syntax error at \"{Here}\" expecting \"=\"");
                Skip();
                value = ParseAtom(valueType, Token()).First;
            }

            elements.AddRange(Expand(first, last).Select(key => (key, value)));
            SkipSpaces();
            if (Here == ',') Skip();
        }

        private OvsdbValue Build(List<(OvsdbAtom Key, OvsdbAtom? Value)> elements)
        {
            if (elements.DistinctBy(e => e.Key).Count() != elements.Count) throw new FormatException($"{text}: {(type.IsMap ? "map contains duplicate key" : "set contains duplicate value")}");
            if (elements.Count < type.Min || elements.Count > type.Max) throw new FormatException($"{text}: {elements.Count} values are not {type}");
            // A pair of a map has its value from ReadElement.
            if (type.IsMap) return OvsdbMap.Of(elements.Select(e => KeyValuePair.Create(e.Key, e.Value!)));
            return type.IsScalar ? elements[0].Key : OvsdbSet.Of(elements.Select(e => e.Key));
        }

        // A quoted string with its quotes, or what goes up to the next delimiter.
        private string Token()
        {
            var start = _at;
            if (Here != '"')
            {
                while (Here != '\0' && !Delimiters.Contains(Here, StringComparison.Ordinal)) _at++;
                return text[start.._at];
            }

            for (_at++; Here != '"'; _at++)
            {
                if (Here == '\\') _at++;
                if (Here == '\0') throw new FormatException($"{text[start..]}: missing quote at end of quoted string");
            }

            _at++;
            return text[start.._at];
        }

        private void Skip()
        {
            _at++;
            SkipSpaces();
        }

        private void SkipSpaces()
        {
            while (char.IsWhiteSpace(Here)) _at++;
        }
    }
}
