using System.Net;

namespace OvsCtl.Cli.Tests.Captures;

/// <summary>Frames by hand.</summary>
internal static class Frames
{
    private const string Macs = "020000000002020000000001";

    public static byte[] Arp { get; } = Convert.FromHexString("ffffffffffff0200000000010806" + "0001080006040001" + "0200000000010a000001" + "0000000000000a000002");

    public static byte[] ArpReply { get; } = Convert.FromHexString(Macs + "0806" + "0001080006040002" + "0200000000020a000002" + "0200000000010a000001");

    public static byte[] Echo { get; } = Ipv4("10.0.0.1", "10.0.0.2", 1, "0800000012340005" + "6162");

    public static byte[] Tcp { get; } = Ipv4("10.0.0.1", "10.0.0.2", 6, "9c400050000000010000000050020200" + "00000000");

    public static byte[] Udp { get; } = Ipv4("10.0.0.2", "192.0.2.1", 17, "0035d431000c0000" + "61626364");

    public static byte[] Fragment { get; } = Ipv4("10.0.0.1", "10.0.0.2", 17, "0035d431000c0000", fragment: "00b9");

    public static byte[] Tagged { get; } = Convert.FromHexString(Macs + "81006007" + Convert.ToHexString(Echo)[24..]);

    public static byte[] Echo6 { get; } = Convert.FromHexString(Macs + "86dd" + "6000000000083a40" + "fd000000000000000000000000000001" + "fd000000000000000000000000000002" + "8000000012340007");

    public static byte[] Ipv4(string from, string to, byte protocol, string payload, string fragment = "0000")
    {
        var length = 20 + (payload.Length / 2);
        return Convert.FromHexString($"{Macs}08004500{length:x4}0000{fragment}40{protocol:x2}0000{Hex(from)}{Hex(to)}{payload}");
    }

    private static string Hex(string address) => Convert.ToHexString(IPAddress.Parse(address).GetAddressBytes());
}
