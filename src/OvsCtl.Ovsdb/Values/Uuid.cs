using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>The name of a row: 128 bits, written as 8-4-4-4-12 hexadecimal digits (RFC 7047 §3.1 &lt;uuid&gt;).</summary>
public readonly record struct Uuid : IComparable<Uuid>
{
    private const int Size = 36;

    private readonly Guid _value;

    private Uuid(Guid value) => _value = value;

    /// <summary>Reads the 36-character form.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Uuid Parse(string text) => TryParse(text, out var uuid) ? uuid : throw new FormatException($"'{text}' is not a UUID");

    /// <summary>Reads the 36-character form; false when the text has another form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Uuid uuid)
    {
        // Guid would also take white space around it, and signs in it.
        uuid = default;
        return text is { Length: Size } && text.All(c => char.IsAsciiHexDigit(c) || c == '-') && TryParse(Encoding.ASCII.GetBytes(text), out uuid);
    }

    /// <summary>Reads the 36-character form of UTF-8 text.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> utf8, out Uuid uuid)
    {
        var isUuid = Utf8Parser.TryParse(utf8, out Guid value, out var size, 'D') && size == utf8.Length;
        uuid = new Uuid(isUuid ? value : default);
        return isUuid;
    }

    /// <summary>The two halves, to hash and to index by.</summary>
    internal (ulong High, ulong Low) Halves
    {
        get
        {
            var value = _value;
            var halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in value));
            return (halves[0], halves[1]);
        }
    }

    /// <summary>A new random (version 4) name.</summary>
    public static Uuid NewUuid() => new(Guid.NewGuid());

    /// <summary>Orders by the written form.</summary>
    public int CompareTo(Uuid other) => _value.CompareTo(other._value);

    /// <summary>The 36-character form in lower case.</summary>
    public override string ToString() => _value.ToString("D");
}
