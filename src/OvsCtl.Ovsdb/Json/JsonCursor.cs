using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Walks over the bytes of one JSON value that <see cref="JsonScanner"/> has passed, and makes nothing that is not asked for: no tree, no text of the
/// whole. (A reader that makes a string of each token could not keep up with a server that sends 50,000 ports.)
/// A method that reads a value starts with the cursor on the value's first token and leaves it on its last. Whatever has another shape than
/// expected is a protocol error.
/// </summary>
internal sealed class JsonCursor : IDisposable
{
    private readonly List<OvsdbAtom> _scratch = [];
    private byte[] _json = [];
    private int _next;
    private int _end;
    private int _tokenStart;
    private int _tokenEnd;
    private bool _hasEscape;

    public JsonCursor(ReadOnlyMemory<byte> json)
    {
        Begin(json);
        Next();
    }

    /// <summary>A cursor over nothing, to <see cref="Begin"/> with.</summary>
    public JsonCursor()
    {
    }

    public JsonToken Token { get; private set; }

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _next == _end;
        }
    }

    /// <summary>Stands before the first token of another value, or of members without the object around them.</summary>
    public void Begin(ReadOnlyMemory<byte> json)
    {
        if (!MemoryMarshal.TryGetArray(json, out var segment)) segment = json.ToArray();
        // An array segment over memory has an array; only default(ArraySegment) has none.
        _json = segment.Array ?? [];
        _next = segment.Offset;
        _end = segment.Offset + segment.Count;
    }

    /// <summary>The text from the token under the cursor on, which is no string.</summary>
    public ReadOnlySpan<byte> Rest => _json.AsSpan(_tokenStart, _end - _tokenStart);

    /// <summary>Passes over the object under the cursor, which has this many bytes.</summary>
    public void SkipObject(int size)
    {
        _next = _tokenStart + size - 1;
        Next();
        Expect(JsonToken.EndObject);
    }

    public void Next()
    {
        SkipSpace();
        if (_next == _end) throw OvsdbException.Protocol("a JSON value ends early");
        _tokenStart = _next;
        switch (_json[_next])
        {
            case (byte)'{':
                Single(JsonToken.StartObject);
                break;
            case (byte)'}':
                Single(JsonToken.EndObject);
                break;
            case (byte)'[':
                Single(JsonToken.StartArray);
                break;
            case (byte)']':
                Single(JsonToken.EndArray);
                break;
            case (byte)'"':
                ReadString();
                break;
            case (byte)'t':
                Literal("true"u8, JsonToken.Boolean);
                break;
            case (byte)'f':
                Literal("false"u8, JsonToken.Boolean);
                break;
            case (byte)'n':
                Literal("null"u8, JsonToken.Null);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    public void Expect(JsonToken token)
    {
        if (Token != token) throw OvsdbException.Protocol($"expected {token}, found {Token} at byte {_tokenStart}");
    }

    public string String()
    {
        Expect(JsonToken.String);
        return Text().Value;
    }

    public OvsdbString StringAtom()
    {
        Expect(JsonToken.String);
        return Text();
    }

    /// <summary>Whether the string under the cursor is this one, which has no character that JSON would escape.</summary>
    public bool IsString(ReadOnlySpan<byte> utf8) => Token == JsonToken.String && Raw.SequenceEqual(utf8);

    public Uuid Uuid()
    {
        Expect(JsonToken.String);
        return TryUuid(out var uuid) ? uuid : throw OvsdbException.Protocol($"\"{String()}\" is not a UUID");
    }

    public bool Boolean()
    {
        Expect(JsonToken.Boolean);
        return _json[_tokenStart] == (byte)'t';
    }

    /// <summary>The number under the cursor: a <see cref="long"/> when its value is a whole number of 64 bits, else a <see cref="double"/>, as Open vSwitch reads it.</summary>
    public (long? Integer, double Real) Number()
    {
        if (Token is not (JsonToken.Integer or JsonToken.Float)) throw OvsdbException.Protocol($"expected a number, found {Token} at byte {_tokenStart}");
        if (Utf8Parser.TryParse(Raw, out long integer, out var size) && size == Raw.Length) return (integer, integer);
        return NumberText.Read(Encoding.ASCII.GetString(Raw));
    }

    public long Integer() => Number().Integer ?? throw OvsdbException.Protocol($"expected an integer at byte {_tokenStart}");

    /// <summary>Moves to the next element of the array the cursor is in, or onto its end.</summary>
    public bool NextElement()
    {
        Next();
        return Token != JsonToken.EndArray;
    }

    /// <summary>Moves to the value of the next member of the object the cursor is in, or onto its end.</summary>
    public bool NextMember([NotNullWhen(true)] out string? name)
    {
        name = null;
        if (!NextName()) return false;
        name = Text().Value;
        Next();
        return true;
    }

    /// <summary>The same, for an object whose members are named by rows.</summary>
    public bool NextRow(out Uuid uuid)
    {
        uuid = default;
        if (!NextName()) return false;
        if (!TryUuid(out uuid)) throw OvsdbException.Protocol($"\"{Text().Value}\" is not a UUID");
        Next();
        return true;
    }

    /// <summary>Passes over the value under the cursor.</summary>
    public void Skip()
    {
        if (Token is not (JsonToken.StartObject or JsonToken.StartArray)) return;
        for (var depth = 1; depth > 0;)
        {
            Next();
            if (Token is JsonToken.StartObject or JsonToken.StartArray) depth++;
            else if (Token is JsonToken.EndObject or JsonToken.EndArray) depth--;
        }
    }

    /// <summary>An empty list to gather a value's atoms in; valid until it is asked for again.</summary>
    public List<OvsdbAtom> Scratch()
    {
        _scratch.Clear();
        return _scratch;
    }

    public void Dispose() => _json = [];

    private ReadOnlySpan<byte> Raw => _json.AsSpan(_tokenStart, _tokenEnd - _tokenStart);

    // A comma says nothing that the tokens around it do not: the scanner has checked that it stands where it must.
    private void SkipSpace()
    {
        while (_next < _end && _json[_next] is (byte)',' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') _next++;
    }

    private bool NextName()
    {
        Next();
        if (Token == JsonToken.EndObject) return false;
        Expect(JsonToken.PropertyName);
        return true;
    }

    private bool TryUuid(out Uuid uuid)
    {
        uuid = default;
        return !_hasEscape && Ovsdb.Uuid.TryParse(Raw, out uuid);
    }

    private OvsdbString Text() => _hasEscape ? new OvsdbString(Unescape()) : AtomPool.Text(Raw);

    private void Single(JsonToken token)
    {
        Token = token;
        _tokenEnd = ++_next;
    }

    private void Literal(ReadOnlySpan<byte> text, JsonToken token)
    {
        if (!_json.AsSpan(_next, _end - _next).StartsWith(text)) throw OvsdbException.Protocol($"byte {_next} is not expected in JSON");
        Token = token;
        _tokenEnd = _next += text.Length;
    }

    private void ReadNumber()
    {
        var isWhole = true;
        for (; _next < _end && _json[_next] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E'; _next++)
            isWhole &= _json[_next] is not ((byte)'.' or (byte)'e' or (byte)'E');
        if (_next == _tokenStart) throw OvsdbException.Protocol($"byte {_next} is not expected in JSON");
        _tokenEnd = _next;
        Token = isWhole ? JsonToken.Integer : JsonToken.Float;
    }

    private void ReadString()
    {
        _tokenStart = ++_next;
        _hasEscape = false;
        while (true)
        {
            _next += StringScan.PlainLength(_json.AsSpan(_next, _end - _next));
            if (_next == _end) throw OvsdbException.Protocol("a JSON value ends early");
            if (_json[_next] == (byte)'"') break;
            _hasEscape = true;
            _next = Math.Min(_next + 2, _end);
        }

        _tokenEnd = _next++;
        while (_next < _end && _json[_next] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') _next++;
        var isName = _next < _end && _json[_next] == (byte)':';
        if (isName) _next++;
        Token = isName ? JsonToken.PropertyName : JsonToken.String;
    }

    private string Unescape()
    {
        var text = new StringBuilder(Raw.Length);
        var rest = Raw;
        for (var at = rest.IndexOf((byte)'\\'); at >= 0; at = rest.IndexOf((byte)'\\'))
        {
            text.Append(OvsdbJson.StrictUtf8.GetString(rest[..at]));
            var size = rest[at + 1] == (byte)'u' ? 6 : 2;
            text.Append((char)(rest[at + 1] switch
            {
                (byte)'u' => int.Parse(rest.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                var itself => itself,
            }));
            rest = rest[(at + size)..];
        }

        return text.Append(OvsdbJson.StrictUtf8.GetString(rest)).ToString();
    }
}
