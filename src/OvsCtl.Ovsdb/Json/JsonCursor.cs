using System.Diagnostics.CodeAnalysis;
using System.Text;
using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Walks over one JSON value that <see cref="JsonScanner"/> has passed. A method that reads a value starts with the cursor on
/// the value's first token and leaves it on its last. Whatever has another shape than expected is a protocol error.
/// </summary>
internal sealed class JsonCursor : IDisposable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _text;
    private readonly JsonTextReader _reader;
    private int _lineNumber = 1;
    private int _lineStart;

    public JsonCursor(ReadOnlyMemory<byte> json)
    {
        _text = StrictUtf8.GetString(json.Span);
        _reader = new JsonTextReader(new StringReader(_text))
        {
            DateParseHandling = DateParseHandling.None,
            // The scanner has already limited the depth.
            MaxDepth = null,
        };
        Next();
    }

    public JsonToken Token => _reader.TokenType;

    public void Next()
    {
        try
        {
            if (!_reader.Read()) throw OvsdbException.Protocol("a JSON value ends early");
        }
        catch (JsonReaderException e)
        {
            throw OvsdbException.Protocol(e.Message, e);
        }
    }

    public void Expect(JsonToken token)
    {
        if (Token != token) throw OvsdbException.Protocol($"expected {token}, found {Token} at {_reader.Path}");
    }

    public string String()
    {
        Expect(JsonToken.String);
        // The token was just checked: a String token carries a string.
        return (string)_reader.Value!;
    }

    public bool Boolean()
    {
        Expect(JsonToken.Boolean);
        // As above, for Boolean.
        return (bool)_reader.Value!;
    }

    /// <summary>The number under the cursor: a <see cref="long"/> when its value is a whole number of 64 bits, else a <see cref="double"/>, as Open vSwitch reads it.</summary>
    public (long? Integer, double Real) Number()
    {
        if (_reader.Value is long integer) return (integer, integer);
        if (Token is not (JsonToken.Integer or JsonToken.Float)) throw OvsdbException.Protocol($"expected a number, found {Token} at {_reader.Path}");
        return NumberText.Read(TokenText());
    }

    public long Integer() => Number().Integer ?? throw OvsdbException.Protocol($"expected an integer at {_reader.Path}");

    /// <summary>Moves to the next element of the array the cursor is in, or onto its end.</summary>
    public bool NextElement()
    {
        Next();
        return Token != JsonToken.EndArray;
    }

    /// <summary>Moves to the value of the next member of the object the cursor is in, or onto its end.</summary>
    public bool NextMember([NotNullWhen(true)] out string? name)
    {
        Next();
        name = null;
        if (Token == JsonToken.EndObject) return false;
        Expect(JsonToken.PropertyName);
        // A PropertyName token carries a string.
        name = (string)_reader.Value!;
        Next();
        return true;
    }

    /// <summary>Passes over the value under the cursor.</summary>
    public void Skip()
    {
        if (Token is JsonToken.StartObject) while (NextMember(out _)) Skip();
        else if (Token is JsonToken.StartArray) while (NextElement()) Skip();
    }

    // The reader gives a double for what is not plainly an integer, which may have lost digits already: go back to the text.
    private ReadOnlySpan<char> TokenText()
    {
        for (; _lineNumber < _reader.LineNumber; _lineNumber++)
        {
            var lineEnd = _lineStart + _text.AsSpan(_lineStart).IndexOfAny('\r', '\n');
            _lineStart = lineEnd + (_text.AsSpan(lineEnd).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        }

        var end = _lineStart + _reader.LinePosition;
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(_text[start - 1]) || _text[start - 1] is '+' or '-' or '.' or 'e' or 'E')) start--;
        return _text.AsSpan(start..end);
    }

    public void Dispose() => _reader.Close();
}
