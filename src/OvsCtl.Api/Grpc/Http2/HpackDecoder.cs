using System.Text;

namespace OvsCtl.Api.Grpc.Http2;

/// <summary>Reads header blocks (RFC 7541) of a peer that was told to keep no dynamic table: every block stands by itself.</summary>
internal ref struct HpackDecoder
{
    private ReadOnlySpan<byte> _left;

    private HpackDecoder(ReadOnlySpan<byte> block) => _left = block;

    /// <summary>The fields by name; of one that comes twice the first counts.</summary>
    /// <exception cref="InvalidDataException">The bytes are no header block.</exception>
    public static Dictionary<string, string> Decode(ReadOnlySpan<byte> block)
    {
        var decoder = new HpackDecoder(block);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (decoder._left.Length > 0)
            if (decoder.Next() is { } field) fields.TryAdd(field.Name, field.Value);
        return fields;
    }

    // §6: 1iiiiiii a known field · 01iiiiii, 0000iiii, 0001iiii a literal, its name known (i > 0) or not · 001sssss the dynamic table's size
    private (string Name, string Value)? Next()
    {
        var first = _left[0];
        if ((first & 0x80) != 0) return HpackStaticTable.Get(Integer(7));
        if ((first & 0xe0) == 0x20)
        {
            if (Integer(5) > 0) throw new InvalidDataException("HPACK: a dynamic table where none is allowed");
            return null;
        }

        var index = Integer((first & 0x40) != 0 ? 6 : 4);
        var name = index > 0 ? HpackStaticTable.Get(index).Name : Text();
        return (name, Text());
    }

    // §5.1: a prefix of n bits; when all are set, groups of seven bits follow, the lowest first.
    private int Integer(int prefix)
    {
        var mask = (1 << prefix) - 1;
        var value = Octet() & mask;
        if (value < mask) return value;
        for (var shift = 0; shift <= 21; shift += 7)
        {
            var octet = Octet();
            value += (octet & 0x7f) << shift;
            if ((octet & 0x80) == 0) return value;
        }

        throw new InvalidDataException("HPACK: a number of more than 28 bits");
    }

    private string Text()
    {
        if (_left.IsEmpty) throw new InvalidDataException("HPACK: a field without its end");
        var isHuffman = (_left[0] & 0x80) != 0;
        var length = Integer(7);
        if (length > _left.Length) throw new InvalidDataException("HPACK: a text longer than its block");
        var bytes = _left[..length];
        _left = _left[length..];
        return isHuffman ? HuffmanCode.Decode(bytes) : Encoding.Latin1.GetString(bytes);
    }

    private byte Octet()
    {
        if (_left.IsEmpty) throw new InvalidDataException("HPACK: a number without its end");
        var octet = _left[0];
        _left = _left[1..];
        return octet;
    }
}
