using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.OpenFlow.Tests.Text;

/// <summary>Generators of frames: every protocol Open vSwitch looks into, whole and damaged.</summary>
internal static class Packets
{
    private const string Ethernet = "020000000001020000000002";
    private const string Ipv4Addresses = "0a0000010a000002", Ipv6Addresses = "fe800000000000000000000000000001ff0200000000000000000001ff000002";
    private const string NeighborSolicitation = "8700abcd00000000fe8000000000000000000000000000020101020000000001";

    private static readonly string[] s_whole =
    [
        Ethernet + "0806" + "0001080006040001" + "0200000000010a000001" + "0000000000000a000002",
        Ethernet + "8035" + "0001080006040003" + "0200000000010a000001" + "0200000000020a000002",
        Ipv4(6, "1f90005000000001000000025012abcd12340000"),
        Ipv4(17, "0035003500080000"),
        Ipv4(1, "080012340001000161"),
        Ipv4(132, "00010002000000030000abcd"),
        Ipv4(2, "16001234e0000001"),
        Ipv4(47, "0000080000"),
        Ipv4(17, "0035003500080000", "2000"),
        Ipv4(17, "0035003500080000", "0005"),
        Ipv6(58, NeighborSolicitation),
        Ipv6(58, "8800abcd60000000fe8000000000000000000000000000020201020000000001"),
        Ipv6(58, "8000abcd00010001"),
        Ipv6(6, "1f90005000000001000000025002abcd12340000"),
        Ipv6(0, "1100000000000000" + "0035003500080000"),
        Ipv6(44, "1100000100000000" + "0035003500080000"),
        Ipv6(44, "1100000900000000" + "0035003500080000"),
        Ethernet + "8100a005" + Ipv4(17, "0035003500080000")[24..],
        Ethernet + "88a80007" + "8100a005" + Ipv4(6, "1f90005000000001000000025012abcd12340000")[24..],
        Ethernet + "8847" + "0001e1ff" + "45000014",
        Ethernet + "8847" + "0001e040" + "0002e040" + "0003e140" + "4500",
        Ethernet + "8848" + "0001",
        Ethernet + "894f" + "00060103" + "00000102" + "00000001000000020000000300000004",
        Ethernet + "0026" + "aaaa030000000800" + "4500",
        Ethernet + "0003" + "424203",
        Ethernet + "88cc" + "0207040200000000010403",
        "0102",
        "",
    ];

    /// <summary>Whole ones, cut off ones, and some with a byte changed.</summary>
    public static Gen<byte[]> Any { get; } =
        from hex in Gen.Elements(s_whole)
        from damage in Gen.Choose(0, 3)
        from place in Gen.Choose(0, 1000)
        from value in Gen.Choose(0, 255)
        select Damage(Convert.FromHexString(hex), damage, place, (byte)value);

    private static byte[] Damage(byte[] packet, int damage, int place, byte value)
    {
        if (damage == 2) return packet[..(place % (packet.Length + 1))];
        if (damage == 3 && packet.Length > 0) packet[place % packet.Length] = value;
        return packet;
    }

    private static string Ipv4(byte protocol, string payload, string fragment = "4000") =>
        Ethernet + "0800" + $"45b9{20 + (payload.Length / 2):x4}0001{fragment}40{protocol:x2}0000" + Ipv4Addresses + payload;

    private static string Ipv6(byte protocol, string payload) =>
        Ethernet + "86dd" + $"6ab12345{payload.Length / 2:x4}{protocol:x2}ff" + Ipv6Addresses + payload;
}
