using System.Buffers;
using System.Text;

namespace OvsCtl.Api.Grpc.Http2;

/// <summary>Writes header fields as literals that nobody is to remember (RFC 7541 §6.2.2), plain.</summary>
internal static class HpackEncoder
{
    public static void Known(IBufferWriter<byte> output, int index) => Integer(output, 0x80, 7, index);

    public static void KnownName(IBufferWriter<byte> output, int index, string value)
    {
        Integer(output, 0, 4, index);
        Text(output, value);
    }

    public static void Literal(IBufferWriter<byte> output, string name, string value)
    {
        Integer(output, 0, 4, 0);
        Text(output, name);
        Text(output, value);
    }

    private static void Text(IBufferWriter<byte> output, string text)
    {
        Integer(output, 0, 7, Encoding.ASCII.GetByteCount(text));
        Encoding.ASCII.GetBytes(text, output);
    }

    private static void Integer(IBufferWriter<byte> output, int flags, int prefix, int value)
    {
        var mask = (1 << prefix) - 1;
        Octet(output, flags | Math.Min(value, mask));
        if (value < mask) return;
        for (value -= mask; value >= 0x80; value >>= 7) Octet(output, 0x80 | (value & 0x7f));
        Octet(output, value);
    }

    private static void Octet(IBufferWriter<byte> output, int value)
    {
        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
    }
}
