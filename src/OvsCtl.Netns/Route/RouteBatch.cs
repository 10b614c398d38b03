using System.Net;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <summary>
/// Changes to one namespace, sent together. Not a transaction: the kernel works through the requests in order, and a failed one does
/// not stop those behind it. Nothing is sent before <see cref="Commit"/> or <see cref="TryCommit"/>, which leave the batch empty. Giving
/// links by index keeps a batch in as few messages as possible; a name must be looked up, after what is queued before it was sent.
/// Not thread-safe; the socket it came from is.
/// </summary>
public sealed class RouteBatch
{
    private readonly RouteSocket _socket;
    private readonly List<RouteOperation> _operations = [];

    internal RouteBatch(RouteSocket socket) => _socket = socket;

    internal IReadOnlyList<RouteOperation> Operations => _operations;

    /// <summary>How many operations are queued.</summary>
    public int Count => _operations.Count;

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
            ValidateMac(end.Mac);
        }

        var operation = new RouteOperation($"create veth {a.Name} with peer {b.Name}", RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, (writer, links, namespaces) => LinkMessages.WriteVeth(writer, a, b, links, namespaces))
        {
            Links = a.Master is { } master ? [master] : [],
            Namespaces = [.. new[] { a.Namespace, b.Namespace }.OfType<NetworkNamespace>()],
        };
        return Add(operation);
    }

    /// <summary>Makes a Linux bridge.</summary>
    /// <exception cref="ArgumentException">The name is invalid or the MAC address is not 6 bytes long.</exception>
    public RouteBatch AddBridge(string name, byte[]? mac = null, int? mtu = null, uint? group = null, bool up = false) => AddVirtual("bridge", name, mac, mtu, group, up);

    /// <summary>Makes a dummy interface. Kernels without that module answer EOPNOTSUPP.</summary>
    /// <exception cref="ArgumentException">The name is invalid or the MAC address is not 6 bytes long.</exception>
    public RouteBatch AddDummy(string name, byte[]? mac = null, int? mtu = null, uint? group = null, bool up = false) => AddVirtual("dummy", name, mac, mtu, group, up);

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
        ValidateMac(mac);

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

    /// <summary>Adds an address. IPv6 without duplicate address detection: it works at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public RouteBatch AddAddress(LinkRef link, IPAddress address, int prefixLength) => Address("add", RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, link, address, prefixLength);

    /// <summary>Deletes an address.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public RouteBatch DeleteAddress(LinkRef link, IPAddress address, int prefixLength) => Address("delete", RTM_DELADDR, 0, link, address, prefixLength);

    /// <summary>Adds a route to the main table.</summary>
    /// <param name="destination">Where to; prefix length 0 for the default route.</param>
    /// <param name="gateway">The next hop; null when the destination is on the link.</param>
    /// <param name="dev">The interface; null to let the gateway decide.</param>
    /// <param name="protocol">Who makes it (RTPROT_*).</param>
    /// <param name="metric">The priority, 0 for the kernel's default.</param>
    /// <param name="append">True: may stand beside another route to the same destination, such as the kernel's own connected one. False: EEXIST then.</param>
    /// <param name="onLink">Take the gateway for a neighbour although no address says so.</param>
    /// <exception cref="ArgumentException">Neither gateway nor interface, or a gateway of the other address family.</exception>
    public RouteBatch AddRoute(IPNetwork destination, IPAddress? gateway, LinkRef? dev, byte protocol = 4, uint metric = 0, bool append = true, bool onLink = false) =>
        Route("add", RTM_NEWROUTE, (ushort)(NLM_F_CREATE | (append ? NLM_F_APPEND : NLM_F_EXCL)), destination, gateway, dev, gateway is null ? RtMsg.RT_SCOPE_LINK : RtMsg.RT_SCOPE_UNIVERSE, protocol, metric, onLink);

    /// <summary>Deletes a route of the main table: the one that has all that is given here. ESRCH when there is none.</summary>
    /// <exception cref="ArgumentException">Neither gateway nor interface, or a gateway of the other address family.</exception>
    public RouteBatch DeleteRoute(IPNetwork destination, IPAddress? gateway, LinkRef? dev, byte protocol = 4, uint metric = 0) =>
        Route("delete", RTM_DELROUTE, 0, destination, gateway, dev, RtMsg.RT_SCOPE_NOWHERE, protocol, metric, onLink: false);

    /// <summary>Sends what is queued.</summary>
    /// <exception cref="NetlinkException">The first failure, naming its operation. The other operations were carried out all the same.</exception>
    /// <exception cref="NativeException">The exchange with the kernel failed; what was carried out is unknown.</exception>
    public void Commit()
    {
        if (TryCommit().FirstOrDefault(failure => failure is not null) is { } first) throw first;
    }

    /// <summary>Sends what is queued.</summary>
    /// <returns>For each operation, in order, its failure or null.</returns>
    /// <exception cref="NativeException">The exchange with the kernel failed; what was carried out is unknown.</exception>
    public IReadOnlyList<NetlinkException?> TryCommit()
    {
        var operations = _operations.ToArray();
        _operations.Clear();
        return operations.Length == 0 ? [] : _socket.Send(operations);
    }

    private static void ValidateMac(byte[]? mac)
    {
        if (mac is not (null or { Length: 6 })) throw new ArgumentException($"A MAC address has 6 bytes, not {mac.Length}.", nameof(mac));
    }

    private RouteBatch Add(RouteOperation operation)
    {
        _operations.Add(operation);
        return this;
    }

    private RouteBatch AddVirtual(string kind, string name, byte[]? mac, int? mtu, uint? group, bool up)
    {
        LinkMessages.ValidateName(name);
        ValidateMac(mac);
        return Add(new RouteOperation($"create {kind} {name}", RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, (writer, _, _) => LinkMessages.WriteVirtual(writer, kind, name, mac, mtu, group, up)));
    }

    private RouteBatch Address(string verb, ushort type, ushort flags, LinkRef link, IPAddress address, int prefixLength)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, address.GetAddressBytes().Length * 8);
        var operation = new RouteOperation($"{verb} address {address}/{prefixLength} on link {link}", type, flags, (writer, links, _) => RouteMessages.WriteAddress(writer, links[0], address, prefixLength)) { Links = [link] };
        return Add(operation);
    }

    private RouteBatch Route(string verb, ushort type, ushort flags, IPNetwork destination, IPAddress? gateway, LinkRef? dev, byte scope, byte protocol, uint metric, bool onLink)
    {
        if (gateway is null && dev is null) throw new ArgumentException($"A route to {destination} needs a gateway or an interface.", nameof(gateway));
        if (gateway is not null && gateway.AddressFamily != destination.BaseAddress.AddressFamily) throw new ArgumentException($"{gateway} cannot be the gateway to {destination}: another address family.", nameof(gateway));
        var route = new Route { Destination = destination, Gateway = gateway, Scope = scope, Protocol = protocol, Metric = metric, Type = type == RTM_NEWROUTE ? RtMsg.RTN_UNICAST : RtMsg.RTN_UNSPEC };
        var description = $"{verb} route {destination}{(gateway is null ? "" : $" via {gateway}")}{(dev is null ? "" : $" dev {dev}")}";
        var operation = new RouteOperation(description, type, flags, (writer, links, _) => RouteMessages.WriteRoute(writer, dev is null ? route : route with { OutIfIndex = links[0] }, onLink))
        {
            Links = dev is { } link ? [link] : [],
        };
        return Add(operation);
    }
}
