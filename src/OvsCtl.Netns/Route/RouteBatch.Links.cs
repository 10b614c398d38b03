using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <content>Links.</content>
public sealed partial class RouteBatch
{
    /// <summary>Makes a veth pair with both ends in place, in one request.</summary>
    /// <param name="a">The main end, which may come up at once.</param>
    /// <param name="b">The peer; bring it up by a second request, in its own namespace.</param>
    /// <exception cref="ArgumentException">A name is invalid, a MAC address is not 6 bytes long, or <see cref="VethEnd.Up"/> or <see cref="VethEnd.Master"/> is set on <paramref name="b"/>.</exception>
    public RouteBatch AddVeth(VethEnd a, VethEnd b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (b.Up) throw new ArgumentException($"The second end of a veth, {b.Name}, cannot be made up: it has no peer yet (ENOTCONN). Bring it up by a second request in its namespace.", nameof(b));
        if (b.Master is not null) throw new ArgumentException($"The second end of a veth, {b.Name}, cannot be made a bridge's port: the kernel ignores that. Use SetLink in its namespace.", nameof(b));
        foreach (var end in (ReadOnlySpan<VethEnd>)[a, b])
        {
            LinkMessages.ValidateName(end.Name);
            LinkMessages.ValidateMac(end.Mac);
        }

        var operation = new RouteOperation($"create veth {a.Name} with peer {b.Name}", RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, (writer, links, namespaces) => LinkMessages.WriteVeth(writer, a, b, links, namespaces))
        {
            Links = a.Master is { } master ? [master] : [],
            Namespaces = [.. new[] { a.Namespace, b.Namespace }.OfType<NetworkNamespace>()],
        };
        return Add(operation);
    }

    /// <summary>Makes a link of one of the other kinds: <see cref="NewBridge"/>, <see cref="NewVxlan"/>, <see cref="NewMacvlan"/>, <see cref="NewVlan"/>, <see cref="NewDummy"/>.</summary>
    /// <exception cref="ArgumentException">The name or another property is invalid.</exception>
    public RouteBatch AddLink(NewLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.Validate();
        var lower = link.Lower is { } l ? new[] { l } : [];
        var underlay = link.Underlay is { } u ? new[] { u } : [];
        var master = link.Master is { } m ? new[] { m } : [];
        return Add(new RouteOperation($"create {link.Kind} {link.Name}", RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, (writer, links, namespaces) =>
            LinkMessages.WriteNew(writer, link, First(links[..lower.Length]), First(links[lower.Length..^master.Length]), First(links[^master.Length..]), First(namespaces)))
        {
            Links = [.. lower, .. underlay, .. master],
            Namespaces = link.Namespace is null ? [] : [link.Namespace],
        });
    }

    /// <summary>Makes a Linux bridge.</summary>
    /// <exception cref="ArgumentException">The name is invalid or the MAC address is not 6 bytes long.</exception>
    public RouteBatch AddBridge(string name, byte[]? mac = null, int? mtu = null, uint? group = null, bool up = false) =>
        AddLink(new NewBridge { Name = name, Mac = mac, Mtu = mtu, Group = group, Up = up });

    /// <summary>Makes a dummy interface. Kernels without that module answer EOPNOTSUPP.</summary>
    /// <exception cref="ArgumentException">The name is invalid or the MAC address is not 6 bytes long.</exception>
    public RouteBatch AddDummy(string name, byte[]? mac = null, int? mtu = null, uint? group = null, bool up = false) =>
        AddLink(new NewDummy { Name = name, Mac = mac, Mtu = mtu, Group = group, Up = up });

    /// <summary>Changes a link; what is null stays as it is.</summary>
    /// <param name="link">Which one.</param>
    /// <param name="up">Up or down.</param>
    /// <param name="mtu">The MTU in bytes.</param>
    /// <param name="mac">The hardware address, 6 bytes.</param>
    /// <param name="alias">Free text of up to 255 bytes; empty removes it.</param>
    /// <param name="group">The link group.</param>
    /// <param name="master">The bridge to become a port of.</param>
    /// <param name="noMaster">Leave the bridge; not together with <paramref name="master"/>.</param>
    /// <param name="newName">Rename.</param>
    /// <param name="moveTo">Move to that namespace; the link goes down and loses its addresses there.</param>
    /// <exception cref="ArgumentException">The new name is invalid, the MAC address is not 6 bytes long, or both master and noMaster are given.</exception>
    public RouteBatch SetLink(
        LinkRef link,
        bool? up = null,
        int? mtu = null,
        byte[]? mac = null,
        string? alias = null,
        uint? group = null,
        LinkRef? master = null,
        bool noMaster = false,
        string? newName = null,
        NetworkNamespace? moveTo = null)
    {
        if (newName is not null) LinkMessages.ValidateName(newName);
        if (noMaster && master is not null) throw new ArgumentException("A link cannot both have a master and have none.", nameof(noMaster));
        LinkMessages.ValidateMac(mac);

        // Renaming needs the index: IFLA_IFNAME is the new name then.
        var needsIndex = newName is not null && link.Name is not null;
        LinkRef[] references = [.. needsIndex ? [link] : Array.Empty<LinkRef>(), .. master is { } m ? [m] : Array.Empty<LinkRef>()];
        var operation = new RouteOperation($"set link {link}", RTM_NEWLINK, 0, (writer, links, namespaces) =>
        {
            LinkMessages.WriteReference(writer, needsIndex ? links[0] : link, up);
            if (newName is not null) writer.Attribute(IFLA_IFNAME, newName);
            LinkMessages.WriteProperties(writer, mac, mtu, group);
            if (alias is not null) writer.Attribute(IFLA_IFALIAS, alias);
            if (master is not null) writer.Attribute(IFLA_MASTER, links[^1]);
            if (noMaster) writer.Attribute(IFLA_MASTER, 0);
            if (moveTo is not null) writer.Attribute(IFLA_NET_NS_FD, namespaces[0]);
        })
        {
            Links = references,
            Namespaces = moveTo is null ? [] : [moveTo],
        };
        return Add(operation);
    }

    /// <summary>Gives a link one more name, of up to 127 bytes.</summary>
    public RouteBatch AddAlternativeName(LinkRef link, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(new RouteOperation($"add alternative name {name} to link {link}", RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND, (writer, _, _) =>
        {
            LinkMessages.WriteReference(writer, link);
            using (writer.Nest(IFLA_PROP_LIST | NLA_F_NESTED)) writer.Attribute(IFLA_ALT_IFNAME, name);
        }));
    }

    /// <summary>Takes one of a link's alternative names away. ENOENT when it has none such.</summary>
    public RouteBatch DeleteAlternativeName(LinkRef link, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(new RouteOperation($"delete alternative name {name} of link {link}", RTM_DELLINKPROP, 0, (writer, _, _) =>
        {
            LinkMessages.WriteReference(writer, link);
            using (writer.Nest(IFLA_PROP_LIST | NLA_F_NESTED)) writer.Attribute(IFLA_ALT_IFNAME, name);
        }));
    }

    /// <summary>Changes how a Linux bridge treats one of its ports. EOPNOTSUPP when the link is no port.</summary>
    public RouteBatch SetBridgePort(LinkRef port, BridgePort settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Add(new RouteOperation($"set bridge port {port}", RTM_NEWLINK, 0, (writer, _, _) =>
        {
            LinkMessages.WriteReference(writer, port);
            using (writer.Nest(IFLA_LINKINFO))
            {
                writer.Attribute(IFLA_INFO_SLAVE_KIND, "bridge"u8);
                using (writer.Nest(IFLA_INFO_SLAVE_DATA)) settings.Write(writer);
            }
        }));
    }

    /// <summary>Deletes a link; a veth's other end goes with it.</summary>
    public RouteBatch DeleteLink(LinkRef link) =>
        Add(new RouteOperation($"delete link {link}", RTM_DELLINK, 0, (writer, _, _) => LinkMessages.WriteReference(writer, link)));

    /// <summary>Deletes all links of a group in one request: a hundred together take little longer than one. ENODEV when there are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Group 0 is where every link is that belongs to nobody.</exception>
    public RouteBatch DeleteGroup(uint group)
    {
        ArgumentOutOfRangeException.ThrowIfZero(group);
        return Add(new RouteOperation($"delete link group {group}", RTM_DELLINK, 0, (writer, _, _) =>
        {
            writer.Struct(default(IfInfoMsg));
            writer.Attribute(IFLA_GROUP, group);
        }));
    }

    /// <summary>To see whether the kernel knows the kind at all.</summary>
    internal RouteBatch AddBareLink(string name, string kind) =>
        Add(new RouteOperation($"try {kind}", RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, (writer, _, _) =>
        {
            LinkMessages.WriteHeader(writer, 0, null);
            writer.Attribute(IFLA_IFNAME, name);
            using (writer.Nest(IFLA_LINKINFO)) writer.Attribute(IFLA_INFO_KIND, kind);
        }));

    private static int First(ReadOnlySpan<int> numbers) => numbers.IsEmpty ? 0 : numbers[0];
}
