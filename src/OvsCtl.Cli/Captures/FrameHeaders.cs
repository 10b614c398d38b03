using System.Buffers.Binary;
using System.Net;

namespace OvsCtl.Cli.Captures;

/// <summary>What filters ask about a frame and summaries say of it. What a frame is too short for stays absent.</summary>
internal readonly ref struct FrameHeaders
{
    public const ushort Ipv4Type = 0x0800, ArpType = 0x0806, Ipv6Type = 0x86dd;
    public const byte Icmp = 1, Tcp = 6, Udp = 17, Icmp6 = 58;

    private const int MacsSize = 12, TypeSize = 2, VlanTagSize = 4, Ipv4HeaderSize = 20, Ipv6HeaderSize = 40, ArpSize = 28;
    private const ushort Dot1Q = 0x8100, Dot1Ad = 0x88a8;
    private const byte HopByHop = 0, Routing = 43, Fragment = 44, DestinationOptions = 60;

    public ReadOnlySpan<byte> Frame { get; private init; }

    /// <summary>The Ethernet type behind any VLAN tags; null of a frame without one.</summary>
    public ushort? Type { get; private init; }

    /// <summary>The outermost VLAN.</summary>
    public int? Vlan { get; private init; }

    /// <summary>Of IP, and of ARP's sender and target.</summary>
    public ReadOnlySpan<byte> Source { get; private init; }

    public ReadOnlySpan<byte> Destination { get; private init; }

    /// <summary>The protocol that IP carries; null of what is not IP.</summary>
    public byte? Protocol { get; private init; }

    /// <summary>A fragment that is not the first: it has no header of its protocol.</summary>
    public bool IsLaterFragment { get; private init; }

    /// <summary>From the ARP packet, or the header of IP's protocol on, up to the end that IP says.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    public bool HasPorts => Protocol is Tcp or Udp && !IsLaterFragment && Payload.Length >= 4;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(Payload[2..]);

    public ReadOnlySpan<byte> DestinationMac => Frame.Length >= MacsSize ? Frame[..6] : default;

    public ReadOnlySpan<byte> SourceMac => Frame.Length >= MacsSize ? Frame[6..MacsSize] : default;

    public static FrameHeaders Read(ReadOnlySpan<byte> frame)
    {
        var at = MacsSize;
        int? vlan = null;
        while (frame.Length >= at + TypeSize && BinaryPrimitives.ReadUInt16BigEndian(frame[at..]) is Dot1Q or Dot1Ad && frame.Length >= at + VlanTagSize)
        {
            vlan ??= BinaryPrimitives.ReadUInt16BigEndian(frame[(at + 2)..]) & 0xfff;
            at += VlanTagSize;
        }

        if (frame.Length < at + TypeSize) return new FrameHeaders { Frame = frame, Vlan = vlan };
        var type = BinaryPrimitives.ReadUInt16BigEndian(frame[at..]);
        var rest = frame[(at + TypeSize)..];
        return type switch
        {
            Ipv4Type when rest.Length >= Ipv4HeaderSize && rest[0] >> 4 == 4 => ReadIpv4(frame, vlan, rest),
            Ipv6Type when rest.Length >= Ipv6HeaderSize && rest[0] >> 4 == 6 => ReadIpv6(frame, vlan, rest),
            // Of Ethernet and IPv4, the only kind there is
            ArpType when rest.Length >= ArpSize => new FrameHeaders { Frame = frame, Vlan = vlan, Type = type, Source = rest[14..18], Destination = rest[24..28], Payload = rest },
            _ => new FrameHeaders { Frame = frame, Vlan = vlan, Type = type, Payload = rest },
        };
    }

    public static string Text(ReadOnlySpan<byte> address) => new IPAddress(address).ToString();

    private static FrameHeaders ReadIpv4(ReadOnlySpan<byte> frame, int? vlan, ReadOnlySpan<byte> packet)
    {
        var headerSize = Math.Clamp((packet[0] & 0xf) * 4, Ipv4HeaderSize, packet.Length);
        // Segments that the card is to cut say 0, or less than there is.
        var total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        var end = total >= headerSize && total <= packet.Length ? total : packet.Length;
        return new FrameHeaders
        {
            Frame = frame,
            Vlan = vlan,
            Type = Ipv4Type,
            Source = packet[12..16],
            Destination = packet[16..20],
            Protocol = packet[9],
            IsLaterFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x1fff) != 0,
            Payload = packet[headerSize..end],
        };
    }

    private static FrameHeaders ReadIpv6(ReadOnlySpan<byte> frame, int? vlan, ReadOnlySpan<byte> packet)
    {
        var rest = packet[Ipv6HeaderSize..];
        var (next, isLater) = (packet[6], false);
        var length = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        if (length > 0 && length <= rest.Length) rest = rest[..length];
        while (next is HopByHop or Routing or Fragment or DestinationOptions && rest.Length >= 8)
        {
            if (next == Fragment) isLater |= (BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) & 0xfff8) != 0;
            var size = next == Fragment ? 8 : (rest[1] + 1) * 8;
            next = rest[0];
            rest = rest[Math.Min(size, rest.Length)..];
        }

        return new FrameHeaders { Frame = frame, Vlan = vlan, Type = Ipv6Type, Source = packet[8..24], Destination = packet[24..40], Protocol = next, IsLaterFragment = isLater, Payload = rest };
    }
}
