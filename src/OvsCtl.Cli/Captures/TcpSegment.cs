using System.Buffers.Binary;
using System.Net;

namespace OvsCtl.Cli.Captures;

/// <summary>One direction of a TCP connection.</summary>
internal sealed record TcpPath(IPAddress Source, ushort SourcePort, IPAddress Destination, ushort DestinationPort)
{
    /// <summary>As tcpdump and ovs-ofctl write it.</summary>
    public override string ToString() => $"{Source}.{SourcePort} > {Destination}.{DestinationPort}";
}

/// <summary>A segment of TCP out of a frame. <paramref name="Missing"/> bytes at its end were not captured.</summary>
internal sealed record TcpSegment(TcpPath Path, uint Sequence, bool IsFirst, bool IsLast, ReadOnlyMemory<byte> Data, int Missing)
{
    private const int Null = 0, Ethernet = 1, Raw = 101, LinuxCooked = 113, RawIpv4 = 228, RawIpv6 = 229, LinuxCooked2 = 276;
    private const ushort Vlan = 0x8100, OuterVlan = 0x88a8, Ipv4 = 0x0800, Ipv6 = 0x86dd;
    private const byte Tcp = 6;
    private const int Fin = 1, Syn = 2, Rst = 4;

    /// <returns>Null for anything else.</returns>
    public static TcpSegment? TryRead(CapturedFrame frame)
    {
        var packet = IpPacket(frame);
        return packet.Length == 0 ? null : (packet.Span[0] >> 4) switch
        {
            4 => ReadIpv4(packet),
            6 => ReadIpv6(packet),
            _ => null,
        };
    }

    private static ReadOnlyMemory<byte> IpPacket(CapturedFrame frame)
    {
        var data = frame.Data;
        switch (frame.LinkType)
        {
            case Ethernet: return AfterType(data, 12);
            case LinuxCooked: return AfterType(data, 14);
            case LinuxCooked2: return data.Length > 20 && BinaryPrimitives.ReadUInt16BigEndian(data.Span) is Ipv4 or Ipv6 ? data[20..] : default;
            case Null: return data.Length > 4 ? data[4..] : default;
            case Raw or RawIpv4 or RawIpv6: return data;
            default: return default;
        }
    }

    private static ReadOnlyMemory<byte> AfterType(ReadOnlyMemory<byte> data, int at)
    {
        while (data.Length >= at + 2)
        {
            switch (BinaryPrimitives.ReadUInt16BigEndian(data.Span[at..]))
            {
                case Vlan or OuterVlan: at += 4; break;
                case Ipv4 or Ipv6: return data[(at + 2)..];
                default: return default;
            }
        }

        return default;
    }

    private static TcpSegment? ReadIpv4(ReadOnlyMemory<byte> packet)
    {
        var header = packet.Span;
        var headerSize = (header[0] & 0xf) * 4;
        if (headerSize < 20 || header.Length < headerSize || header[9] != Tcp) return null;
        var total = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        var isFragment = (BinaryPrimitives.ReadUInt16BigEndian(header[6..]) & 0x3fff) != 0;

        // Offloaded segments may be captured before their length is known.
        var size = total == 0 ? packet.Length : total;
        if (isFragment || size < headerSize) return null;
        return ReadTcp(new IPAddress(header[12..16]), new IPAddress(header[16..20]), packet[headerSize..Math.Min(size, packet.Length)], size - headerSize);
    }

    private static TcpSegment? ReadIpv6(ReadOnlyMemory<byte> packet)
    {
        var header = packet.Span;
        if (header.Length < 40 || header[6] != Tcp) return null;
        var size = BinaryPrimitives.ReadUInt16BigEndian(header[4..]) is > 0 and var length ? length : packet.Length - 40;
        return ReadTcp(new IPAddress(header[8..24]), new IPAddress(header[24..40]), packet[40..Math.Min(40 + size, packet.Length)], size);
    }

    private static TcpSegment? ReadTcp(IPAddress source, IPAddress destination, ReadOnlyMemory<byte> segment, int size)
    {
        var header = segment.Span;
        if (header.Length < 20) return null;
        var headerSize = (header[12] >> 4) * 4;
        if (headerSize < 20 || headerSize > header.Length) return null;
        var path = new TcpPath(source, BinaryPrimitives.ReadUInt16BigEndian(header), destination, BinaryPrimitives.ReadUInt16BigEndian(header[2..]));
        return new TcpSegment(path, BinaryPrimitives.ReadUInt32BigEndian(header[4..]), (header[13] & Syn) != 0, (header[13] & (Fin | Rst)) != 0, segment[headerSize..], size - segment.Length);
    }
}
