using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>HELLO, echo, features and configuration in Open vSwitch's words.</summary>
internal static class HandshakeText
{
    private const ushort OFPHET_VERSIONBITMAP = 1;
    private const uint OFPC13_ALL = 0x16f;
    private const ushort OFPC_FRAG_MASK = 3;

    // By bit; the one without a name is in no version of OpenFlow.
    private static readonly string?[] s_capabilities = ["FLOW_STATS", "TABLE_STATS", "PORT_STATS", "GROUP_STATS", null, "IP_REASM", "QUEUE_STATS", "ARP_MATCH_IP", "PORT_BLOCKED"];

    /// <summary>Shows the versions a HELLO offers, and all its bytes when there is anything else in it.</summary>
    public static void AppendHello(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var understood = TryReadVersions(bytes, out var versions);
        text.Append("\n version bitmap: ").AppendJoin(", ", Enumerable.Range(0, 32).Where(bit => (versions >> bit & 1) != 0).Select(bit => $"0x{bit:x2}"));
        if (understood) return;
        text.Append("\n unknown data in hello:\n");
        HexDump.AppendTo(text, bytes);
    }

    public static void AppendEcho(StringBuilder text, OctetString data, bool withPayload)
    {
        text.Append(CultureInfo.InvariantCulture, $" {data.Length} bytes of payload\n");
        if (withPayload) HexDump.AppendTo(text, data);
    }

    public static string Features(FeaturesReply features)
    {
        var auxiliary = features.AuxiliaryId == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", auxiliary_id:{features.AuxiliaryId}");
        var capabilities = BitNames.Format(features.Capabilities & OFPC13_ALL, s_capabilities, ' ');
        return string.Create(CultureInfo.InvariantCulture, $" dpid:{features.DatapathId}\nn_tables:{features.TableCount}, n_buffers:{features.BufferCount}{auxiliary}\ncapabilities: {capabilities}\n");
    }

    public static string Config(ushort flags, ushort missSendLength)
    {
        var fragments = (flags & OFPC_FRAG_MASK) switch { 0 => "normal", 1 => "drop", 2 => "reassemble", _ => "nx-match" };
        return string.Create(CultureInfo.InvariantCulture, $" frags={fragments} miss_send_len={missSendLength}\n");
    }

    /// <exception cref="OpenFlowProtocolException">There are flags OpenFlow 1.3 has not.</exception>
    public static string Config(SetConfig config) =>
        (config.Flags & ~OFPC_FRAG_MASK) == 0
            ? Config(config.Flags, config.MissSendLength)
            : throw new OpenFlowProtocolException($"SET_CONFIG has the unknown flags 0x{config.Flags:x}.", OfpError.OFPSCFC_BAD_FLAGS);

    /// <returns>False when there is anything in it but one bitmap.</returns>
    private static bool TryReadVersions(ReadOnlySpan<byte> bytes, out uint versions)
    {
        // Without a bitmap, the version of the header and all below it.
        var version = bytes[0];
        versions = version < 32 ? ((1u << version) - 1) << 1 : uint.MaxValue << 1;
        var understood = true;
        for (var rest = bytes[MessageHeader.Size..]; !rest.IsEmpty;)
        {
            if (rest.Length < 4) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]), padded = (length + 7) / 8 * 8;
            if (length < 4 || padded > rest.Length) return false;
            understood &= BinaryPrimitives.ReadUInt16BigEndian(rest) == OFPHET_VERSIONBITMAP && TryReadBitmap(rest[4..length], ref versions);
            rest = rest[padded..];
        }

        return understood;
    }

    private static bool TryReadBitmap(ReadOnlySpan<byte> bitmap, ref uint versions)
    {
        if (bitmap.IsEmpty || bitmap.Length % 4 != 0) return false;
        var known = BinaryPrimitives.ReadUInt32BigEndian(bitmap) & ~1u;
        if (known == 0) return false;
        versions = known;
        return true;
    }
}
