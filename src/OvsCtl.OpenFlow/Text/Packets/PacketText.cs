using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>A packet as Open vSwitch sums it up: the flow that would match exactly this one, and the checksum of what is in it.</summary>
internal ref struct PacketText
{
    private readonly StringBuilder _text = new();
    private readonly PacketHeaders _headers;
    private readonly uint _packetType;

    private PacketText(ReadOnlySpan<byte> packet, uint packetType)
    {
        _headers = PacketHeaders.Read(packet, packetType);
        _packetType = packetType;
    }

    /// <param name="packet">The packet.</param>
    /// <param name="packetType">0 when it begins with an Ethernet header; otherwise as in the field packet_type.</param>
    /// <returns>One line, with its end.</returns>
    public static string Format(ReadOnlySpan<byte> packet, uint packetType = 0)
    {
        var text = new PacketText(packet, packetType);
        text.AddFlow();
        text._text.Length--;
        text.AddChecksum();
        return text._text.Append('\n').ToString();
    }

    // The order is that of Open vSwitch's matches.
    private readonly void AddFlow()
    {
        var saysProtocol = false;
        if (_packetType == 0)
        {
            var name = TypeName(out saysProtocol);
            if (name is not null) _text.Append(name).Append(',');
            AddVlan();
            Add("dl_src", new HardwareAddress(_headers.EthernetSource).ToString());
            Add("dl_dst", new HardwareAddress(_headers.EthernetDestination).ToString());
            if (name is null) Add("dl_type", $"0x{_headers.EthernetType:x4}");
        }
        else
        {
            Add("packet_type", $"({_packetType >> 16},{FieldText.Hex(_packetType & 0xffff)})");
        }

        switch (_headers.EthernetType)
        {
            case PacketHeaders.IP:
                AddIpv4("nw_src", "nw_dst");
                AddIp(saysProtocol);
                break;
            case PacketHeaders.IPv6:
                Add("ipv6_src", Ipv6(_headers.Source));
                Add("ipv6_dst", Ipv6(_headers.Destination));
                Add("ipv6_label", $"0x{_headers.FlowLabel:x5}");
                AddIp(saysProtocol);
                break;
            case PacketHeaders.ARP or PacketHeaders.RARP:
                AddIpv4("arp_spa", "arp_tpa");
                Add("arp_op", _headers.Protocol);
                Add("arp_sha", new HardwareAddress(_headers.SenderHardware).ToString());
                Add("arp_tha", new HardwareAddress(_headers.TargetHardware).ToString());
                break;
            case PacketHeaders.MPLS or PacketHeaders.MPLS_MCAST:
                AddMpls();
                break;
            case PacketHeaders.NSH:
                AddNsh();
                AddIp(saysProtocol);
                break;
        }
    }

    private readonly string? TypeName(out bool saysProtocol)
    {
        saysProtocol = true;
        var protocol = _headers.Protocol switch
        {
            PacketHeaders.TCP => "tcp",
            PacketHeaders.UDP => "udp",
            PacketHeaders.SCTP => "sctp",
            _ => null,
        };
        switch (_headers.EthernetType)
        {
            case PacketHeaders.IP when _headers.Protocol == PacketHeaders.ICMP: return "icmp";
            case PacketHeaders.IP when protocol is not null: return protocol;
            case PacketHeaders.IPv6 when _headers.Protocol == PacketHeaders.ICMPv6: return "icmp6";
            case PacketHeaders.IPv6 when protocol is not null: return protocol + "6";
        }

        saysProtocol = false;
        return _headers.EthernetType switch
        {
            PacketHeaders.IP => "ip",
            PacketHeaders.IPv6 => "ipv6",
            PacketHeaders.ARP => "arp",
            PacketHeaders.RARP => "rarp",
            PacketHeaders.MPLS => "mpls",
            PacketHeaders.MPLS_MCAST => "mplsm",
            _ => null,
        };
    }

    private readonly void AddVlan()
    {
        const int most = 2;
        for (var i = 0; i < most; i++)
        {
            var number = i == 0 ? "" : i.ToString(CultureInfo.InvariantCulture);
            if (i == _headers.VlanTags.Length)
            {
                Add("vlan_tci" + number, "0x0000");
                return;
            }

            Add("dl_vlan" + number, _headers.VlanTags[i] & 0xfff);
            Add("dl_vlan_pcp" + number, _headers.VlanTags[i] >> 13);
        }
    }

    private readonly void AddIpv4(string source, string destination)
    {
        Add(source, Ipv4(_headers.Source));
        Add(destination, Ipv4(_headers.Destination));
    }

    private readonly void AddIp(bool saysProtocol)
    {
        if (!saysProtocol) Add("nw_proto", _headers.Protocol);
        Add("nw_tos", _headers.TypeOfService & 0xfc);
        Add("nw_ecn", _headers.TypeOfService & 3);
        Add("nw_ttl", _headers.TimeToLive);
        Add("nw_frag", _headers.Fragment switch { 0 => "no", PacketHeaders.FragmentAny => "first", _ => "later" });
        if ((_headers.Fragment & PacketHeaders.FragmentLater) == 0) AddTransport();
    }

    private readonly void AddTransport()
    {
        var isIcmp = (_headers.EthernetType, _headers.Protocol) is (PacketHeaders.IP, PacketHeaders.ICMP) or (PacketHeaders.IPv6, PacketHeaders.ICMPv6);
        if (_headers.Protocol is not (PacketHeaders.ICMP or PacketHeaders.IGMP or PacketHeaders.TCP or PacketHeaders.UDP or PacketHeaders.ICMPv6 or PacketHeaders.SCTP)) return;
        Add(isIcmp ? "icmp_type" : "tp_src", _headers.TransportSource);
        Add(isIcmp ? "icmp_code" : "tp_dst", _headers.TransportDestination);
        if (_headers.IsNeighborDiscovery)
        {
            Add("nd_target", Ipv6(_headers.NeighborTarget));
            Add("nd_sll", new HardwareAddress(_headers.SenderHardware).ToString());
            Add("nd_tll", new HardwareAddress(_headers.TargetHardware).ToString());
        }

        if (_headers.Protocol == PacketHeaders.TCP && _headers.EthernetType != PacketHeaders.NSH) Add("tcp_flags", BitNames.Format(_headers.TcpFlags, FlagText.Tcp, '|'));
    }

    private readonly void AddMpls()
    {
        var labels = new uint[PacketHeaders.MaxMplsLabels];
        _headers.MplsLabels.CopyTo(labels, 0);

        // label:20 tc:3 bottom of stack:1 ttl:8
        Add("mpls_label", labels[0] >> 12);
        Add("mpls_tc", labels[0] >> 9 & 7);
        Add("mpls_ttl", labels[0] & 0xff);
        Add("mpls_bos", labels[0] >> 8 & 1);
        for (var i = 1; i < labels.Length && (labels[i - 1] >> 8 & 1) == 0; i++) Add(string.Create(CultureInfo.InvariantCulture, $"mpls_lse{i}"), labels[i]);
    }

    private readonly void AddNsh()
    {
        const byte fixedContext = 1;
        var nsh = _headers.Nsh ?? new NshHeader(0, 0, 0, 0, 0, 0, []);
        Add("nsh_flags", nsh.Flags);
        Add("nsh_ttl", nsh.TimeToLive);
        Add("nsh_mdtype", nsh.MetadataType);
        Add("nsh_np", nsh.NextProtocol);
        Add("nsh_spi", $"0x{nsh.ServicePath:x}");
        Add("nsh_si", nsh.ServiceIndex);
        if (nsh.MetadataType != fixedContext) return;
        for (var i = 0; i < nsh.Context.Length; i++) Add(string.Create(CultureInfo.InvariantCulture, $"nsh_c{i + 1}"), $"0x{nsh.Context[i]:x}");
    }

    private readonly void AddChecksum()
    {
        // Where the header of each protocol has its checksum, and how long it is at least.
        var (name, at, size, minimum) = _headers.Protocol switch
        {
            PacketHeaders.TCP => ("tcp", 16, 2, 20),
            PacketHeaders.UDP => ("udp", 6, 2, 8),
            PacketHeaders.SCTP => ("sctp", 8, 4, 12),
            PacketHeaders.ICMP => ("icmp", 2, 2, 8),
            PacketHeaders.ICMPv6 => ("icmp6", 2, 2, 4),
            _ => ("", 0, 0, int.MaxValue),
        };
        if (_headers.Transport.Length < minimum) return;
        var field = _headers.Transport[at..];
        var checksum = size == 4 ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt16BigEndian(field);
        _text.Append(CultureInfo.InvariantCulture, $" {name}_csum:{checksum:x}");
    }

    private readonly void Add(string name, long value) => _text.Append(CultureInfo.InvariantCulture, $"{name}={value},");

    private readonly void Add(string name, string value) => _text.Append(name).Append('=').Append(value).Append(',');

    private static string Ipv4(ReadOnlySpan<byte> address) =>
        address.IsEmpty ? "0.0.0.0" : string.Create(CultureInfo.InvariantCulture, $"{address[0]}.{address[1]}.{address[2]}.{address[3]}");

    private static string Ipv6(ReadOnlySpan<byte> address) => address.IsEmpty ? "::" : Ipv6Text.Format(address);
}
