using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>
/// The headers of a packet as Open vSwitch understands them, which is all that a flow can match on. What is cut off or contradicts
/// itself ends the reading: the fields behind it stay zero.
/// </summary>
internal ref struct PacketHeaders
{
    public const ushort IP = 0x0800, ARP = 0x0806, RARP = 0x8035, IPv6 = 0x86dd, MPLS = 0x8847, MPLS_MCAST = 0x8848, NSH = 0x894f;
    public const byte ICMP = 1, IGMP = 2, TCP = 6, UDP = 17, ICMPv6 = 58, SCTP = 132;
    public const byte FragmentAny = 1, FragmentLater = 2;
    public const int MaxMplsLabels = 3;

    /// <summary>What stands for a type in frames that have a length instead (IEEE 802.3).</summary>
    public const ushort NoEthernetType = 0x05ff;

    private const int MaxVlans = 2;
    private const ushort VlanPresent = 0x1000;

    private ReadOnlySpan<byte> _rest;

    private PacketHeaders(ReadOnlySpan<byte> packet) => _rest = packet;

    public ulong EthernetSource { get; private set; }

    public ulong EthernetDestination { get; private set; }

    public ushort EthernetType { get; private set; }

    /// <summary>The tags, the outer one first; at most two.</summary>
    public ushort[] VlanTags { get; private set; } = [];

    /// <summary>The labels, the outer one first; at most three.</summary>
    public uint[] MplsLabels { get; private set; } = [];

    /// <summary>IPv4 or IPv6, or the protocol addresses of ARP.</summary>
    public ReadOnlySpan<byte> Source { get; private set; }

    public ReadOnlySpan<byte> Destination { get; private set; }

    public uint FlowLabel { get; private set; }

    /// <summary>The protocol over IP, or the operation of ARP.</summary>
    public byte Protocol { get; private set; }

    public byte TypeOfService { get; private set; }

    public byte TimeToLive { get; private set; }

    public byte Fragment { get; private set; }

    /// <summary>The port, or the type of ICMP.</summary>
    public ushort TransportSource { get; private set; }

    /// <summary>The port, or the code of ICMP.</summary>
    public ushort TransportDestination { get; private set; }

    public ushort TcpFlags { get; private set; }

    /// <summary>The hardware addresses of ARP, or the link-layer options of neighbour discovery.</summary>
    public ulong SenderHardware { get; private set; }

    public ulong TargetHardware { get; private set; }

    public ReadOnlySpan<byte> NeighborTarget { get; private set; }

    public NshHeader? Nsh { get; private set; }

    /// <summary>What follows the IP headers, without padding of the frame; empty when there is no good IP header.</summary>
    public ReadOnlySpan<byte> Transport { get; private set; }

    /// <summary>True for a packet of neighbour discovery.</summary>
    public readonly bool IsNeighborDiscovery => EthernetType == IPv6 && Protocol == ICMPv6 && TransportDestination == 0 && TransportSource is 135 or 136;

    /// <param name="packet">The packet.</param>
    /// <param name="packetType">0 when it begins with an Ethernet header, otherwise 1 in the upper half and an Ethernet type in the lower.</param>
    public static PacketHeaders Read(ReadOnlySpan<byte> packet, uint packetType)
    {
        var headers = new PacketHeaders(packet);
        if (packetType != 0) headers.EthernetType = (ushort)packetType;
        else if (!headers.ReadEthernet()) return headers;
        if (headers.EthernetType is MPLS or MPLS_MCAST) headers.ReadMpls();
        switch (headers.EthernetType)
        {
            case IP when headers.ReadIpv4():
            case IPv6 when headers.ReadIpv6():
                headers.ReadTransport();
                break;
            case ARP or RARP:
                headers.ReadArp();
                break;
            case NSH:
                headers.Nsh = NshHeader.TryRead(headers._rest);
                break;
        }

        return headers;
    }

    private bool ReadEthernet()
    {
        if (_rest.Length < 14) return false;
        EthernetDestination = ReadAddress(Take(6));
        EthernetSource = ReadAddress(Take(6));
        var tags = new List<ushort>();
        while (Peek16() is 0x8100 or 0x88a8 && tags.Count < MaxVlans && _rest.Length >= 6) tags.Add((ushort)(BinaryPrimitives.ReadUInt16BigEndian(Take(4)[2..]) | VlanPresent));
        VlanTags = [.. tags];
        EthernetType = ReadEthernetType();
        return true;
    }

    private ushort ReadEthernetType()
    {
        const ushort minimum = 0x0600;
        ReadOnlySpan<byte> snap = [0xaa, 0xaa, 0x03, 0, 0, 0];
        var type = BinaryPrimitives.ReadUInt16BigEndian(Take(2));
        if (type >= minimum) return type;
        if (_rest.Length < 8 || !_rest.StartsWith(snap)) return NoEthernetType;
        type = BinaryPrimitives.ReadUInt16BigEndian(Take(8)[6..]);
        return type >= minimum ? type : NoEthernetType;
    }

    private void ReadMpls()
    {
        const uint bottomOfStack = 0x100;
        var labels = new List<uint>();
        while (_rest.Length >= 4)
        {
            var label = BinaryPrimitives.ReadUInt32BigEndian(Take(4));
            if (labels.Count < MaxMplsLabels) labels.Add(label);
            if ((label & bottomOfStack) != 0) break;
        }

        MplsLabels = [.. labels];
    }

    private bool ReadIpv4()
    {
        if (_rest.Length < 20) return false;
        int headerSize = (_rest[0] & 0xf) * 4, total = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        if (headerSize < 20 || _rest.Length < headerSize || total > _rest.Length || headerSize > total) return false;
        _rest = _rest[..total];
        var header = Take(headerSize);
        Source = header[12..16];
        Destination = header[16..20];
        TypeOfService = header[1];
        TimeToLive = header[8];
        Protocol = header[9];
        var fragment = BinaryPrimitives.ReadUInt16BigEndian(header[6..]);
        if ((fragment & 0x3fff) != 0) Fragment = (fragment & 0x1fff) != 0 ? (byte)(FragmentAny | FragmentLater) : FragmentAny;
        Transport = _rest;
        return true;
    }

    private bool ReadIpv6()
    {
        if (_rest.Length < 40) return false;
        int size = BinaryPrimitives.ReadUInt16BigEndian(_rest[4..]);
        if (size + 40 > _rest.Length) return false;
        var header = Take(40);
        _rest = _rest[..size];
        Source = header[8..24];
        Destination = header[24..40];
        if (!Ipv6Extensions.TrySkip(ref _rest, header[6], out var protocol, out var fragment)) return false;
        var first = BinaryPrimitives.ReadUInt32BigEndian(header);
        FlowLabel = first & 0xfffff;
        TypeOfService = (byte)(first >> 20);
        TimeToLive = header[7];
        Protocol = protocol;
        Fragment = fragment;
        Transport = _rest;
        return true;
    }

    private void ReadArp()
    {
        // hardware type:2 protocol type:2 sizes:1+1 operation:2 sender:6+4 target:6+4
        ReadOnlySpan<byte> ethernetAndIp = [0, 1, 8, 0, 6, 4];
        if (_rest.Length < 28 || !_rest.StartsWith(ethernetAndIp)) return;
        var operation = BinaryPrimitives.ReadUInt16BigEndian(_rest[6..]);
        Protocol = operation <= 0xff ? (byte)operation : (byte)0;
        SenderHardware = ReadAddress(_rest[8..]);
        Source = _rest[14..18];
        TargetHardware = ReadAddress(_rest[18..]);
        Destination = _rest[24..28];
    }

    private void ReadTransport()
    {
        if ((Fragment & FragmentLater) != 0) return;
        var header = Transport;
        switch (Protocol)
        {
            case TCP when header.Length >= 20 && header[12] >> 4 >= 5 && header.Length >= (header[12] >> 4) * 4:
                TcpFlags = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(header[12..]) & 0xfff);
                SetPorts(header);
                break;
            case UDP when header.Length >= 8:
            case SCTP when header.Length >= 12:
                SetPorts(header);
                break;
            case ICMP or IGMP or ICMPv6 when header.Length >= 8:
                TransportSource = header[0];
                TransportDestination = header[1];
                if (Protocol == ICMPv6 && TransportSource is 135 or 136 && TransportDestination == 0) ReadNeighborDiscovery(header[8..]);
                break;
        }
    }

    private void ReadNeighborDiscovery(ReadOnlySpan<byte> body)
    {
        const byte sourceAddress = 1, targetAddress = 2;
        if (body.Length < 16) return;
        NeighborTarget = body[..16];
        for (var options = body[16..]; options.Length >= 8;)
        {
            var size = options[1] * 8;
            if (size == 0 || size > options.Length) return;
            if (size == 8 && options[0] is sourceAddress or targetAddress)
            {
                var isSource = options[0] == sourceAddress;

                // The same option twice makes the whole of it untrue.
                if ((isSource ? SenderHardware : TargetHardware) != 0)
                {
                    NeighborTarget = default;
                    SenderHardware = TargetHardware = 0;
                    return;
                }

                if (isSource) SenderHardware = ReadAddress(options[2..]);
                else TargetHardware = ReadAddress(options[2..]);
            }

            options = options[size..];
        }
    }

    private void SetPorts(ReadOnlySpan<byte> header)
    {
        TransportSource = BinaryPrimitives.ReadUInt16BigEndian(header);
        TransportDestination = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
    }

    private readonly ushort Peek16() => BinaryPrimitives.ReadUInt16BigEndian(_rest);

    private ReadOnlySpan<byte> Take(int count)
    {
        var head = _rest[..count];
        _rest = _rest[count..];
        return head;
    }

    private static ulong ReadAddress(ReadOnlySpan<byte> bytes) => (ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);
}
