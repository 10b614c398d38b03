using System.Diagnostics.CodeAnalysis;
using System.Numerics;
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

    private readonly JsonTextReader _reader;

    public JsonCursor(ReadOnlyMemory<byte> json)
    {
        _reader = new JsonTextReader(new StringReader(StrictUtf8.GetString(json.Span)))
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
        var value = _reader.Value;
        if (value is long integer) return (integer, integer);
        var real = value switch
        {
            BigInteger big => (double)big,
            double d => d,
            _ => throw OvsdbException.Protocol($"expected a number, found {Token} at {_reader.Path}"),
        };
        if (!double.IsFinite(real)) throw OvsdbException.Protocol($"a number is out of range at {_reader.Path}");
        var isWhole = real == Math.Truncate(real) && real is >= long.MinValue and < 9223372036854775808.0;
        return isWhole ? ((long)real, real) : (null, real);
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

    public void Dispose() => _reader.Close();
}
