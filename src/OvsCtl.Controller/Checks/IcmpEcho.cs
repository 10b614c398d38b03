using System.Buffers.Binary;

namespace OvsCtl.Controller.Checks;

/// <summary>What an ICMP packet says about an echo request of ours.</summary>
internal enum IcmpAnswer
{
    /// <summary>About something else.</summary>
    None,
    Reply,
    Unreachable,
    TimeExceeded,
}

/// <summary>ICMP echo (RFC 792) and ICMPv6 echo (RFC 4443 §4), bytes only.</summary>
internal static class IcmpEcho
{
    /// <summary>Header and payload together: the size `ping` sends.</summary>
    public const int Size = 64;

    private const byte EchoRequest = 8, EchoReply = 0, DestinationUnreachable = 3, TimeExceeded = 11;
    private const byte EchoRequestV6 = 128, EchoReplyV6 = 129, DestinationUnreachableV6 = 1, TimeExceededV6 = 3;

    private static readonly string[] UnreachableCodes =
        ["Destination Net Unreachable", "Destination Host Unreachable", "Destination Protocol Unreachable", "Destination Port Unreachable", "Frag needed and DF set", "Source Route Failed"];

    // Type, code, checksum, identifier, sequence number, then payload.
    public static byte[] Request(bool isV6, ushort id, ushort sequence)
    {
        var packet = new byte[Size];
        packet[0] = isV6 ? EchoRequestV6 : EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), id);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), sequence);
        // The kernel fills in ICMPv6's checksum, which covers addresses that we do not know (RFC 3542 §3.1).
        if (!isV6) BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), Checksum(packet));
        return packet;
    }

    /// <summary>Reads a received datagram: for IPv4 with its IP header, as raw sockets deliver it; for IPv6 without.</summary>
    public static IcmpAnswer Read(ReadOnlySpan<byte> datagram, bool isV6, ushort id, ushort sequence, out string? text)
    {
        var answer = Read(datagram, isV6, id, out var about, out text);
        if (about == sequence) return answer;
        text = null;
        return IcmpAnswer.None;
    }

    /// <summary>As above, for whoever has several requests under way: <paramref name="sequence"/> says which it is about.</summary>
    public static IcmpAnswer Read(ReadOnlySpan<byte> datagram, bool isV6, ushort id, out ushort sequence, out string? text)
    {
        (text, sequence) = (null, 0);
        var icmp = isV6 ? datagram : SkipIpv4Header(datagram);
        if (icmp.Length < 8) return IcmpAnswer.None;
        if (icmp[0] == (isV6 ? EchoReplyV6 : EchoReply)) return IsOurs(icmp, id, out sequence) ? IcmpAnswer.Reply : IcmpAnswer.None;
        var isUnreachable = icmp[0] == (isV6 ? DestinationUnreachableV6 : DestinationUnreachable);
        if (!isUnreachable && icmp[0] != (isV6 ? TimeExceededV6 : TimeExceeded)) return IcmpAnswer.None;
        // Errors carry the packet they are about: its IP header and at least eight bytes more.
        var about = isV6 ? icmp[8..].Length > 40 ? icmp[48..] : default : SkipIpv4Header(icmp[8..]);
        if (about.Length < 8 || about[0] != (isV6 ? EchoRequestV6 : EchoRequest) || !IsOurs(about, id, out sequence)) return IcmpAnswer.None;
        text = isUnreachable ? isV6 ? "Destination unreachable" : Code(icmp[1]) : "Time to live exceeded";
        return isUnreachable ? IcmpAnswer.Unreachable : IcmpAnswer.TimeExceeded;
    }

    private static string Code(byte code) => code switch
    {
        < 6 => UnreachableCodes[code],
        9 or 10 or 13 => "Packet filtered",
        _ => $"Destination unreachable, code {code}",
    };

    private static bool IsOurs(ReadOnlySpan<byte> icmp, ushort id, out ushort sequence)
    {
        sequence = BinaryPrimitives.ReadUInt16BigEndian(icmp[6..]);
        return BinaryPrimitives.ReadUInt16BigEndian(icmp[4..]) == id;
    }

    private static ReadOnlySpan<byte> SkipIpv4Header(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 20) return default;
        var length = (packet[0] & 0xf) * 4;
        return length >= 20 && length <= packet.Length ? packet[length..] : default;
    }

    // RFC 1071: the one's complement of the one's complement sum of the 16-bit words.
    private static ushort Checksum(ReadOnlySpan<byte> packet)
    {
        uint sum = 0;
        for (var i = 0; i + 1 < packet.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(packet[i..]);
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
