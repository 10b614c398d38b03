using System.Globalization;
using System.Text;

namespace OvsCtl.Api.Grpc;

/// <summary>Percent-encoding of grpc-message: a header holds %x20-7E only, an error text holds anything.</summary>
internal static class GrpcMessageText
{
    // Servers and proxies cut or refuse large trailers (Kestrel's client limit is 64 KiB in all); an error text has no need of more.
    private const int MaxEncodedLength = 16 * 1024;

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (encoded.Length > MaxEncodedLength)
                return encoded.Append("...").ToString();
            Append(encoded, rune);
        }
        return encoded.ToString();
    }

    /// <summary>A malformed escape stays as it is: a damaged text is better than none.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text);

    private static void Append(StringBuilder encoded, Rune rune)
    {
        if (rune.Value is >= 0x20 and <= 0x7E and not '%')
        {
            encoded.Append((char)rune.Value);
            return;
        }
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
    }
}
