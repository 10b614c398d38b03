using System.Net;
using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <content>The usual conditions by name. They add no prerequisites: say <see cref="EthType"/> before an IP address.</content>
public sealed partial class Match
{
    private const ushort OFPVID_PRESENT = 0x1000;

    /// <summary>Packets that came in by a port.</summary>
    /// <param name="port">The port; <see cref="PortNumber.Local"/> for the bridge's own interface.</param>
    public Match InPort(PortNumber port) => WithNumber(MatchField.InPort, port.Value);

    /// <summary>Packets with this metadata from an earlier table.</summary>
    /// <param name="value">The metadata.</param>
    /// <param name="mask">Which bits count; null for all.</param>
    public Match Metadata(ulong value, ulong? mask = null) => WithNumber(MatchField.Metadata, value, mask);

    /// <summary>Packets to an Ethernet address.</summary>
    /// <param name="address">The address in the low 48 bits.</param>
    /// <param name="mask">Which bits count; null for all.</param>
    public Match EthDst(ulong address, ulong? mask = null) => WithNumber(MatchField.EthDst, address, mask);

    /// <summary>Packets from an Ethernet address.</summary>
    /// <param name="address">The address in the low 48 bits.</param>
    /// <param name="mask">Which bits count; null for all.</param>
    public Match EthSrc(ulong address, ulong? mask = null) => WithNumber(MatchField.EthSrc, address, mask);

    /// <summary>Packets of an Ethernet type.</summary>
    /// <param name="type">0x0800 IPv4, 0x0806 ARP, 0x86dd IPv6.</param>
    public Match EthType(ushort type) => WithNumber(MatchField.EthType, type);

    /// <summary>Packets with a VLAN tag of this id.</summary>
    /// <param name="id">The id, 0 to 4095.</param>
    public Match VlanId(ushort id) => WithNumber(MatchField.VlanVid, (ulong)id | OFPVID_PRESENT);

    /// <summary>Packets without a VLAN tag.</summary>
    public Match Untagged() => WithNumber(MatchField.VlanVid, 0);

    /// <summary>Packets with a VLAN tag, whatever its id.</summary>
    public Match Tagged() => WithNumber(MatchField.VlanVid, OFPVID_PRESENT, OFPVID_PRESENT);

    /// <summary>Packets with a VLAN tag of this priority.</summary>
    /// <param name="priority">The priority, 0 to 7.</param>
    public Match VlanPcp(byte priority) => WithNumber(MatchField.VlanPcp, priority);

    /// <summary>IP packets of a protocol.</summary>
    /// <param name="protocol">1 ICMP, 6 TCP, 17 UDP, 58 ICMPv6.</param>
    public Match IpProto(byte protocol) => WithNumber(MatchField.IpProto, protocol);

    /// <summary>IPv4 packets from an address or network.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many leading bits count, 0 to 32.</param>
    public Match Ipv4Src(IPAddress address, int prefixLength = 32) => WithAddress(MatchField.Ipv4Src, address, prefixLength);

    /// <summary>IPv4 packets to an address or network.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many leading bits count, 0 to 32.</param>
    public Match Ipv4Dst(IPAddress address, int prefixLength = 32) => WithAddress(MatchField.Ipv4Dst, address, prefixLength);

    /// <summary>IPv6 packets from an address or network.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many leading bits count, 0 to 128.</param>
    public Match Ipv6Src(IPAddress address, int prefixLength = 128) => WithAddress(MatchField.Ipv6Src, address, prefixLength);

    /// <summary>IPv6 packets to an address or network.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many leading bits count, 0 to 128.</param>
    public Match Ipv6Dst(IPAddress address, int prefixLength = 128) => WithAddress(MatchField.Ipv6Dst, address, prefixLength);

    /// <summary>ARP packets of an operation.</summary>
    /// <param name="operation">1 request, 2 reply.</param>
    public Match ArpOp(ushort operation) => WithNumber(MatchField.ArpOp, operation);

    /// <summary>ARP packets whose sender claims an address.</summary>
    /// <param name="address">The IPv4 address.</param>
    /// <param name="prefixLength">How many leading bits count, 0 to 32.</param>
    public Match ArpSpa(IPAddress address, int prefixLength = 32) => WithAddress(MatchField.ArpSpa, address, prefixLength);

    /// <summary>ARP packets that ask for, or are meant for, an address.</summary>
    /// <param name="address">The IPv4 address.</param>
    /// <param name="prefixLength">How many leading bits count, 0 to 32.</param>
    public Match ArpTpa(IPAddress address, int prefixLength = 32) => WithAddress(MatchField.ArpTpa, address, prefixLength);

    /// <summary>ARP packets with this sender hardware address.</summary>
    /// <param name="address">The address in the low 48 bits.</param>
    public Match ArpSha(ulong address) => WithNumber(MatchField.ArpSha, address);

    /// <summary>ARP packets with this target hardware address.</summary>
    /// <param name="address">The address in the low 48 bits.</param>
    public Match ArpTha(ulong address) => WithNumber(MatchField.ArpTha, address);

    /// <summary>TCP packets from a port.</summary>
    /// <param name="port">The port.</param>
    public Match TcpSrc(ushort port) => WithNumber(MatchField.TcpSrc, port);

    /// <summary>TCP packets to a port.</summary>
    /// <param name="port">The port.</param>
    public Match TcpDst(ushort port) => WithNumber(MatchField.TcpDst, port);

    /// <summary>UDP packets from a port.</summary>
    /// <param name="port">The port.</param>
    public Match UdpSrc(ushort port) => WithNumber(MatchField.UdpSrc, port);

    /// <summary>UDP packets to a port.</summary>
    /// <param name="port">The port.</param>
    public Match UdpDst(ushort port) => WithNumber(MatchField.UdpDst, port);

    /// <summary>ICMP packets of a type.</summary>
    /// <param name="type">8 echo request, 0 echo reply.</param>
    public Match Icmpv4Type(byte type) => WithNumber(MatchField.Icmpv4Type, type);

    /// <summary>ICMPv6 packets of a type.</summary>
    /// <param name="type">135 neighbour solicitation, 136 neighbour advertisement.</param>
    public Match Icmpv6Type(byte type) => WithNumber(MatchField.Icmpv6Type, type);

    /// <summary>Packets from a tunnel with this key.</summary>
    /// <param name="id">The key, such as a VXLAN network id.</param>
    public Match TunnelId(ulong id) => WithNumber(MatchField.TunnelId, id);

    /// <exception cref="ArgumentOutOfRangeException">The value does not fit the field.</exception>
    private Match WithNumber(MatchField field, ulong value, ulong? mask = null)
    {
        if (field.BitCount < 64) ArgumentOutOfRangeException.ThrowIfGreaterThan(value, (1UL << field.BitCount) - 1);
        return With(MatchEntry.FromNumber(field, value, mask));
    }

    /// <exception cref="ArgumentException">The address is of the other family, or the prefix does not fit it.</exception>
    private Match WithAddress(MatchField field, IPAddress address, int prefixLength)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily != (field.Size == 4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6))
            throw new ArgumentException($"{address} is no value for {field}.", nameof(address));
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, field.BitCount);

        Span<byte> mask = stackalloc byte[field.Size];
        for (var bit = 0; bit < prefixLength; bit++) mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return With(field, address.GetAddressBytes(), mask);
    }
}
