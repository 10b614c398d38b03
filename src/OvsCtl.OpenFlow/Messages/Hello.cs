using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>The first message of both ends: which versions they speak (OFPT_HELLO, OpenFlow 1.3 §7.5.1).</summary>
public sealed record Hello : OpenFlowMessage
{
    private const ushort OFPHET_VERSIONBITMAP = 1;

    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.Hello;

    /// <summary>The elements, in order; unknown ones too.</summary>
    public IReadOnlyList<HelloElement> Elements { get; init => field = ValueList<HelloElement>.Of(value); } = ValueList<HelloElement>.Empty;

    /// <summary>The versions the bitmap lists, lowest first; null when there is no bitmap.</summary>
    public IReadOnlyList<byte>? Versions => Elements.FirstOrDefault(e => e.Type == OFPHET_VERSIONBITMAP) is { } bitmap ? ReadBitmap(bitmap.Data) : null;

    /// <summary>A HELLO whose bitmap lists one version.</summary>
    /// <param name="version">The version, below 32.</param>
    public static Hello For(byte version)
    {
        var bitmap = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bitmap, 1u << version);
        return new Hello { Version = version, Elements = [new HelloElement(OFPHET_VERSIONBITMAP, bitmap)] };
    }

    /// <summary>True when both ends speak a version, by the rule of OpenFlow 1.3 §6.3.1, and it is the one they would choose.</summary>
    /// <param name="version">The only version this end speaks.</param>
    public bool Negotiates(byte version) => Versions is { } versions ? versions.Contains(version) : Version >= version;

    internal static Hello ReadBody(ref OpenFlowReader reader)
    {
        var elements = new List<HelloElement>();
        while (!reader.IsAtEnd)
        {
            // type:2 length:2 data, then padding to 8 that the length does not count
            var body = reader.ReadTlv("A HELLO element", minimum: 4, alignment: 1, out var type);
            var length = body.Remaining + 4;
            elements.Add(new HelloElement(type, body.ReadRest()));
            reader.Skip((8 - (length % 8)) % 8);
        }

        return new Hello { Elements = elements };
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        foreach (var element in Elements)
        {
            var start = writer.BeginTlv(element.Type);
            writer.WriteBytes(element.Data);
            writer.EndTlv(start);
            writer.PadTo8(start);
        }
    }

    // The first word holds versions 0 to 31; there is no version above that to care about, but a peer may send more words.
    private static byte[] ReadBitmap(ReadOnlySpan<byte> bitmap)
    {
        var versions = new List<byte>();
        for (var version = 0; version < Math.Min(bitmap.Length / 4 * 32, 256); version++)
        {
            var word = BinaryPrimitives.ReadUInt32BigEndian(bitmap[(version / 32 * 4)..]);
            if ((word >> (version % 32) & 1) != 0) versions.Add((byte)version);
        }

        return [.. versions];
    }
}
