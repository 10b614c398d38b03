using System.Buffers.Text;
using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Writes JSON without white space straight into the bytes that are sent, and refuses the strings on which ovsdb-server closes the connection: with U+0000, or half of a
/// surrogate pair. (A writer that goes through a text, which is twice as large as the bytes, took half of the time of making a request.)
/// </summary>
internal sealed class OvsdbJsonWriter
{
    private const int LongestNumber = 20;

    private byte[] _bytes = new byte[1024];
    private int _count;
    private bool _isAfterValue;

    private OvsdbJsonWriter()
    {
    }

    /// <exception cref="ArgumentException">A string cannot be sent.</exception>
    public static byte[] Write(Action<OvsdbJsonWriter> write)
    {
        var writer = new OvsdbJsonWriter();
        write(writer);
        return writer._bytes[..writer._count];
    }

    public void WriteStartObject() => Open((byte)'{');

    public void WriteEndObject() => Close((byte)'}');

    public void WriteStartArray() => Open((byte)'[');

    public void WriteEndArray() => Close((byte)']');

    public void WritePropertyName(string name)
    {
        WriteValue(name);
        Append((byte)':');
        _isAfterValue = false;
    }

    public void WriteValue(string value)
    {
        BeginValue();
        Append((byte)'"');
        // Of ASCII without quotes, backslashes and control characters each character is its byte.
        if (Ascii.IsValid(value))
        {
            var room = Room(value.Length);
            Encoding.ASCII.GetBytes(value, room);
            if (StringScan.PlainLength(room[..value.Length]) == value.Length) _count += value.Length;
            else AppendEscaped(value);
        }
        else
        {
            AppendEscaped(value);
        }

        Append((byte)'"');
    }

    public void WriteValue(long value)
    {
        BeginValue();
        Utf8Formatter.TryFormat(value, Room(LongestNumber), out var size);
        _count += size;
    }

    public void WriteValue(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>A value, or several with commas between, that is JSON already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty) return;
        BeginValue();
        json.CopyTo(Room(json.Length));
        _count += json.Length;
    }

    public void WriteMember(string name, string value)
    {
        WritePropertyName(name);
        WriteValue(value);
    }

    public void WriteMember(string name, long value)
    {
        WritePropertyName(name);
        WriteValue(value);
    }

    public void WriteMember(string name, bool value)
    {
        WritePropertyName(name);
        WriteValue(value);
    }

    public void WriteStrings(IEnumerable<string> values)
    {
        WriteStartArray();
        foreach (var value in values) WriteValue(value);
        WriteEndArray();
    }

    private void Open(byte bracket)
    {
        BeginValue();
        Append(bracket);
        _isAfterValue = false;
    }

    private void Close(byte bracket)
    {
        Append(bracket);
        _isAfterValue = true;
    }

    private void BeginValue()
    {
        if (_isAfterValue) Append((byte)',');
        _isAfterValue = true;
    }

    private void AppendEscaped(string text)
    {
        foreach (var rune in Runes(text))
        {
            var escape = rune.Value switch
            {
                '"' => (byte)'"',
                '\\' => (byte)'\\',
                '\b' => (byte)'b',
                '\f' => (byte)'f',
                '\n' => (byte)'n',
                '\r' => (byte)'r',
                '\t' => (byte)'t',
                < ' ' => (byte)'u',
                _ => default,
            };
            if (escape == 0)
            {
                _count += rune.EncodeToUtf8(Room(4));
                continue;
            }

            Append((byte)'\\');
            Append(escape);
            if (escape != (byte)'u') continue;
            Utf8Formatter.TryFormat((uint)rune.Value, Room(4), out var size, new System.Buffers.StandardFormat('x', 4));
            _count += size;
        }
    }

    private static IEnumerable<Rune> Runes(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\0') throw new ArgumentException("OVSDB strings cannot hold U+0000");
            if (!Rune.TryGetRuneAt(text, i, out var rune)) throw new ArgumentException("OVSDB strings cannot hold half of a surrogate pair");
            i += rune.Utf16SequenceLength;
            yield return rune;
        }
    }

    private void Append(byte b)
    {
        Room(1)[0] = b;
        _count++;
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - _count < size) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _count + size));
        return _bytes.AsSpan(_count);
    }
}
