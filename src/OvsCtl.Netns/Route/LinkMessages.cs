using System.Text;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <summary>Writes the requests about links.</summary>
internal static class LinkMessages
{
    // IFNAMSIZ and ALTIFNAMSIZ less the NUL, linux/if.h
    public const int MaximumNameSize = 15;
    private const int MaximumAlternativeNameSize = 127;

    /// <summary>Accepts what the kernel takes as an interface's name.</summary>
    public static string ValidateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "" or "." or ".." || Encoding.UTF8.GetByteCount(name) > MaximumNameSize || name.Any(c => c is '/' or ':' or '\0' || char.IsWhiteSpace(c)))
        {
            throw new ArgumentException($"'{name}' cannot name an interface: 1 to {MaximumNameSize} bytes without '/', ':' or white space are allowed.", nameof(name));
        }

        return name;
    }

    public static void ValidateMac(byte[]? mac)
    {
        if (mac is not (null or { Length: 6 })) throw new ArgumentException($"A MAC address has 6 bytes, not {mac.Length}.", nameof(mac));
    }

    /// <summary>A long name can only be an alternative one; the kernel looks for a short one among both.</summary>
    public static void WriteName(NetlinkMessageWriter writer, string name)
    {
        var size = Encoding.UTF8.GetByteCount(name);
        if (size > MaximumAlternativeNameSize) throw new ArgumentException($"'{name}' is longer than any interface's name: {MaximumAlternativeNameSize} bytes.", nameof(name));
        writer.Attribute(size > MaximumNameSize ? IFLA_ALT_IFNAME : IFLA_IFNAME, name);
    }

    /// <summary>The header of a request about one link, and its name if that is how it is given.</summary>
    public static void WriteReference(NetlinkMessageWriter writer, LinkRef link, bool? up = null)
    {
        WriteHeader(writer, link.IfIndex, up);
        if (link.Name is not null) WriteName(writer, link.Name);
    }

    public static void WriteVeth(NetlinkMessageWriter writer, VethEnd end, VethEnd peer, ReadOnlySpan<int> links, ReadOnlySpan<int> namespaces)
    {
        WriteEnd(writer, end, end.Namespace is null ? null : namespaces[0]);
        if (end.Master is not null) writer.Attribute(IFLA_MASTER, links[0]);
        using (writer.Nest(IFLA_LINKINFO))
        {
            writer.Attribute(IFLA_INFO_KIND, "veth"u8);
            using (writer.Nest(IFLA_INFO_DATA))
            using (writer.Nest(VETH_INFO_PEER))
            {
                WriteEnd(writer, peer, peer.Namespace is null ? null : namespaces[^1]);
            }
        }
    }

    public static void WriteNew(NetlinkMessageWriter writer, NewLink link, int lower, int underlay, int master, int targetFd)
    {
        WriteHeader(writer, link.IfIndex ?? 0, link.Up ? true : null);
        if (link.Namespace is not null) writer.Attribute(IFLA_NET_NS_FD, targetFd);
        WriteProperties(writer, link.Mac, link.Mtu, link.Group);
        if (lower > 0) writer.Attribute(IFLA_LINK, lower);
        if (master > 0) writer.Attribute(IFLA_MASTER, master);
        writer.Attribute(IFLA_IFNAME, link.Name);
        using (writer.Nest(IFLA_LINKINFO))
        {
            writer.Attribute(IFLA_INFO_KIND, Encoding.UTF8.GetBytes(link.Kind));
            if (!link.HasData) return;
            using (writer.Nest(IFLA_INFO_DATA)) link.WriteData(writer, underlay);
        }
    }

    public static void WriteProperties(NetlinkMessageWriter writer, byte[]? mac, int? mtu, uint? group)
    {
        if (mac is not null) writer.Attribute(IFLA_ADDRESS, mac);
        if (mtu is { } size) writer.Attribute(IFLA_MTU, size);
        if (group is { } number) writer.Attribute(IFLA_GROUP, number);
    }

    public static void WriteHeader(NetlinkMessageWriter writer, int ifIndex, bool? up) => writer.Struct(new IfInfoMsg
    {
        ifi_index = ifIndex,
        ifi_flags = up == true ? IfInfoMsg.IFF_UP : 0,
        ifi_change = up is null ? 0 : IfInfoMsg.IFF_UP,
    });

    private static void WriteEnd(NetlinkMessageWriter writer, VethEnd end, int? targetFd)
    {
        WriteHeader(writer, end.IfIndex ?? 0, end.Up ? true : null);
        if (targetFd is { } fd) writer.Attribute(IFLA_NET_NS_FD, fd);
        WriteProperties(writer, end.Mac, end.Mtu, end.Group);
        if (end.Queues is { } queues)
        {
            writer.Attribute(IFLA_NUM_TX_QUEUES, queues);
            writer.Attribute(IFLA_NUM_RX_QUEUES, queues);
        }

        writer.Attribute(IFLA_IFNAME, end.Name);
    }
}
