using System.Buffers.Binary;
using System.Globalization;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Captures;

/// <summary>A frame in one line of words.</summary>
internal static class FrameSummary
{
    private const int TcpHeaderSize = 20, UdpHeaderSize = 8;

    private static readonly (int Bit, string Name)[] TcpFlags = [(2, "SYN"), (1, "FIN"), (4, "RST"), (8, "PSH"), (16, "ACK"), (32, "URG"), (64, "ECE"), (128, "CWR")];

    public static string Of(in FrameHeaders frame)
    {
        var tag = frame.Vlan is { } vlan ? string.Create(CultureInfo.InvariantCulture, $"vlan {vlan} ") : "";
        return tag + frame.Type switch
        {
            FrameHeaders.ArpType when frame.Source.Length > 0 => Arp(frame),
            FrameHeaders.Ipv4Type or FrameHeaders.Ipv6Type when frame.Source.Length > 0 => Ip(frame),
            < 0x600 => $"{Macs(frame)} LLC",
            { } type => string.Create(CultureInfo.InvariantCulture, $"{Macs(frame)} type 0x{type:x4}"),
            null => "a broken frame",
        };
    }

    private static string Arp(in FrameHeaders frame)
    {
        var (sender, target) = (FrameHeaders.Text(frame.Source), FrameHeaders.Text(frame.Destination));
        return BinaryPrimitives.ReadUInt16BigEndian(frame.Payload[6..]) switch
        {
            1 when sender == target => $"ARP {sender} is here",
            1 => $"ARP who has {target}? tell {sender}",
            2 => $"ARP {sender} is at {IpWords.Mac(frame.Payload[8..14].ToArray())}",
            var operation => string.Create(CultureInfo.InvariantCulture, $"ARP operation {operation}"),
        };
    }

    private static string Ip(in FrameHeaders frame)
    {
        var (from, to) = (FrameHeaders.Text(frame.Source), FrameHeaders.Text(frame.Destination));
        if (frame.IsLaterFragment) return string.Create(CultureInfo.InvariantCulture, $"{from} > {to} fragment of protocol {frame.Protocol}");
        var data = frame.Payload;
        return frame.Protocol switch
        {
            FrameHeaders.Tcp when data.Length >= TcpHeaderSize => $"{Ends(frame)} TCP {Tcp(data)}",
            FrameHeaders.Udp when data.Length >= UdpHeaderSize => string.Create(CultureInfo.InvariantCulture, $"{Ends(frame)} UDP length {data.Length - UdpHeaderSize}"),
            FrameHeaders.Icmp when data.Length >= 4 => $"{from} > {to} ICMP {Icmp(data)}",
            FrameHeaders.Icmp6 when data.Length >= 4 => $"{from} > {to} ICMPv6 {Icmp6(data)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{from} > {to} protocol {frame.Protocol}, length {data.Length}"),
        };
    }

    private static string Tcp(ReadOnlySpan<byte> data)
    {
        var flags = data[13];
        var names = string.Join(',', TcpFlags.Where(flag => (flags & flag.Bit) != 0).Select(flag => flag.Name));
        var length = data.Length - Math.Clamp((data[12] >> 4) * 4, TcpHeaderSize, data.Length);
        var acknowledged = (flags & 16) != 0 ? string.Create(CultureInfo.InvariantCulture, $" ack {BinaryPrimitives.ReadUInt32BigEndian(data[8..])}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{names}] seq {BinaryPrimitives.ReadUInt32BigEndian(data[4..])}{acknowledged} win {BinaryPrimitives.ReadUInt16BigEndian(data[14..])} length {length}");
    }

    private static string Icmp(ReadOnlySpan<byte> data) => data[0] switch
    {
        0 => $"echo reply {Echo(data)}",
        8 => $"echo request {Echo(data)}",
        3 => data[1] switch { 0 => "network unreachable", 1 => "host unreachable", 2 => "protocol unreachable", 3 => "port unreachable", 4 => "fragmentation needed", 9 or 10 or 13 => "prohibited", var code => $"unreachable, code {code}" },
        5 => "redirect",
        11 => "time exceeded",
        var type => $"type {type} code {data[1]}",
    };

    private static string Icmp6(ReadOnlySpan<byte> data) => data[0] switch
    {
        1 => "unreachable",
        2 => "packet too big",
        3 => "time exceeded",
        128 => $"echo request {Echo(data)}",
        129 => $"echo reply {Echo(data)}",
        133 => "router solicitation",
        134 => "router advertisement",
        135 when data.Length >= 24 => $"who has {FrameHeaders.Text(data[8..24])}?",
        136 when data.Length >= 24 => $"{FrameHeaders.Text(data[8..24])} is here",
        143 => "multicast listener report",
        var type => $"type {type} code {data[1]}",
    };

    private static string Echo(ReadOnlySpan<byte> data) =>
        data.Length >= 8 ? string.Create(CultureInfo.InvariantCulture, $"id {BinaryPrimitives.ReadUInt16BigEndian(data[4..])} seq {BinaryPrimitives.ReadUInt16BigEndian(data[6..])}") : "cut off";

    private static string Ends(in FrameHeaders frame) => $"{End(frame.Source, frame.SourcePort)} > {End(frame.Destination, frame.DestinationPort)}";

    private static string End(ReadOnlySpan<byte> address, ushort port) => new System.Net.IPEndPoint(new System.Net.IPAddress(address), port).ToString();

    private static string Macs(in FrameHeaders frame) => $"{IpWords.Mac(frame.SourceMac.ToArray())} > {IpWords.Mac(frame.DestinationMac.ToArray())}";
}
