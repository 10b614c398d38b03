using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.LinkKindAttributes;

namespace OvsCtl.Netns;

/// <summary>A VXLAN tunnel (RFC 7348). Its packets are 50 bytes longer over IPv4: an <see cref="NewLink.Mtu"/> of 1450 fits into 1500.</summary>
public sealed record NewVxlan : NewLink
{
    private const uint MaximumVni = 0xffffff;

    /// <inheritdoc/>
    public override string Kind => "vxlan";

    /// <summary>The network's number, 24 bits.</summary>
    public required uint Vni { get; init; }

    /// <summary>The other end, or a multicast group; null when forwarding entries say where to.</summary>
    public IPAddress? Remote { get; init; }

    /// <summary>The source address of tunnelled packets; null for the route's choice.</summary>
    public IPAddress? Local { get; init; }

    /// <summary>The interface that tunnelled packets leave by; needed for a multicast group.</summary>
    public LinkRef? Device { get; init; }

    /// <summary>The UDP port; 4789 is the registered one.</summary>
    public ushort Port { get; init; } = 4789;

    /// <summary>The time to live of tunnelled packets; null for the kernel's default.</summary>
    public byte? Ttl { get; init; }

    /// <summary>Whether it learns where addresses are; null for the kernel's default, yes.</summary>
    public bool? Learning { get; init; }

    internal override LinkRef? Underlay => Device;

    internal override void Validate()
    {
        base.Validate();
        if (Vni > MaximumVni) throw new ArgumentException($"VXLAN number {Vni} is longer than 24 bits.");
        if (Remote is not null && Local is not null && Remote.AddressFamily != Local.AddressFamily) throw new ArgumentException($"A VXLAN tunnel cannot lead from {Local} to {Remote}: another address family.");
    }

    internal override void WriteData(NetlinkMessageWriter writer, int underlay)
    {
        if (Ttl is { } ttl) writer.Attribute(IFLA_VXLAN_TTL, ttl);
        if (underlay > 0) writer.Attribute(IFLA_VXLAN_LINK, underlay);
        writer.Attribute(IFLA_VXLAN_ID, Vni);
        if (Local is not null) writer.Attribute(IsIPv6(Local) ? IFLA_VXLAN_LOCAL6 : IFLA_VXLAN_LOCAL, Local.GetAddressBytes());
        if (Remote is not null) writer.Attribute(IsIPv6(Remote) ? IFLA_VXLAN_GROUP6 : IFLA_VXLAN_GROUP, Remote.GetAddressBytes());
        if (Learning is { } learning) writer.Attribute(IFLA_VXLAN_LEARNING, learning);
        Span<byte> port = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(port, Port);
        writer.Attribute(IFLA_VXLAN_PORT, port);
    }

    private static bool IsIPv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;
}
