namespace OvsCtl.Netns.Tests.Captures;

/// <summary>Answers of Linux 6.18 to iproute2, as they came over the socket.</summary>
internal static class Capture
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(Capture).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return FromHex(reader.ReadToEnd());
    }

    public static byte[] FromHex(string hex) => Convert.FromHexString(string.Concat(hex.Where(char.IsAsciiHexDigit)));
}
