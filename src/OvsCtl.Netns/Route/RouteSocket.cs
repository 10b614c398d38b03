using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <summary>
/// rtnetlink in one namespace. Calls block, for as long as the kernel works on them, and one at a time: a lock makes the socket safe to
/// share. Answers are strict: extended acknowledgements, strict checking, every sequence number and port id compared, tables read to
/// their end and again when they changed meanwhile. Beside what each method names, all of them throw <see cref="NativeException"/> when
/// the exchange itself fails and <see cref="InvalidDataException"/> when an answer is malformed; a change may then have been made or not.
/// </summary>
public sealed class RouteSocket : IDisposable
{
    private readonly NetlinkSocket _socket;
    private readonly Lock _gate = new();

    internal RouteSocket(NetlinkSocket socket) => _socket = socket;

    /// <summary>A socket of the calling thread's namespace. For another one: <see cref="NetworkNamespace.OpenRouteSocket"/>.</summary>
    /// <exception cref="NativeException">The kernel refuses the socket or one of its options.</exception>
    public static RouteSocket Open() => new(NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE));

    /// <summary>All links.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<Link> GetLinks() => Dump<Link>(RTM_GETLINK, writer => writer.Struct(default(IfInfoMsg)), "list links", LinkParser.Parse);

    /// <summary>All IPv4 and IPv6 addresses.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<AddressEntry> GetAddresses() => Dump<AddressEntry>(RTM_GETADDR, writer => writer.Struct(default(IfAddrMsg)), "list addresses", AddressParser.Parse);

    /// <summary>The IPv4 and IPv6 routes of one table.</summary>
    /// <param name="table">The main one unless said otherwise; <see cref="RouteTable.All"/> for all of them.</param>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<Route> GetRoutes(uint table = RouteTable.Main) =>
        [.. Dump<Route>(RTM_GETROUTE, writer => writer.Struct(default(RtMsg)), "list routes", RouteParser.Parse).Where(route => table == RouteTable.All || route.Table == table)];

    /// <summary>The neighbours that are known, or looked for, of IPv4 and IPv6; without those that need no asking (NOARP).</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<Neighbour> GetNeighbours() =>
        [.. Dump<Neighbour>(RTM_GETNEIGH, writer => writer.Struct(default(NdMsg)), "list neighbours", NeighbourParser.Parse).Where(neighbour => neighbour.State != NeighbourState.NoArp)];

    /// <summary>The routing rules of IPv4 and IPv6, in the order in which they are asked.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<Rule> GetRules() => Dump<Rule>(RTM_GETRULE, writer => writer.Struct(default(FibRuleHdr)), "list rules", RuleParser.Parse);

    /// <summary>The queueing disciplines of all links.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<Qdisc> GetQdiscs() => Dump<Qdisc>(RTM_GETQDISC, writer => writer.Struct(default(TcMsg)), "list queueing disciplines", QdiscParser.Parse);

    /// <summary>The way that a packet to <paramref name="destination"/> would take, as <c>ip route get</c>.</summary>
    /// <exception cref="NetlinkException">ENETUNREACH: there is none. EHOSTUNREACH, EACCES, EINVAL: a route says so (unreachable, prohibit, blackhole).</exception>
    public Route LookUpRoute(IPAddress destination, IPAddress? source = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var found = new List<Route>();
        Acknowledgement outcome;
        lock (_gate)
        {
            outcome = _socket.Request(
                RTM_GETROUTE,
                0,
                writer =>
                {
                    var bytes = destination.GetAddressBytes();
                    var bits = (byte)(bytes.Length * 8);
                    // IPv6 tells the table anyway, and a strict socket is not allowed to ask it (inet6_rtm_valid_getroute_req, net/ipv6/route.c).
                    var flags = destination.AddressFamily == AddressFamily.InterNetwork ? RtMsg.RTM_F_LOOKUP_TABLE : 0;
                    writer.Struct(new RtMsg { rtm_family = RouteMessages.Family(destination), rtm_dst_len = bits, rtm_src_len = source is null ? (byte)0 : bits, rtm_flags = flags });
                    writer.Attribute(RTA_DST, bytes);
                    if (source is not null) writer.Attribute(RTA_SRC, source.GetAddressBytes());
                },
                (type, payload) =>
                {
                    if (type == RTM_NEWROUTE) RouteParser.ParseAny(payload, found);
                });
        }

        if (outcome.ToException($"look up the way to {destination}") is { } failure) throw failure;
        return found is [var route, ..] ? route : throw new InvalidDataException($"Netlink: no answer to a lookup of {destination}.");
    }

    /// <summary>The link of that name or alternative name; null when there is none.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public Link? FindLink(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return FindLink(LinkRef.FromString(name));
    }

    /// <summary>The link of that index; null when there is none.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public Link? FindLink(int ifIndex) => FindLink(LinkRef.FromInt32(ifIndex));

    /// <summary>The id this socket's namespace uses for another one, as in <see cref="Link.PeerNsId"/>; null when none was given out.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public int? GetNamespaceId(NetworkNamespace target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return GetNamespaceId(target.Handle);
    }

    /// <summary>Gives another namespace an id here, as <c>ip netns set</c> does. It cannot be changed afterwards.</summary>
    /// <param name="target">The other namespace.</param>
    /// <param name="id">The id; null lets the kernel choose.</param>
    /// <exception cref="NetlinkException">EEXIST: the namespace has an id already, or the id is another namespace's; <see cref="NetlinkException.KernelMessage"/> says which.</exception>
    public void SetNamespaceId(NetworkNamespace target, int? id = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (id is { } given) ArgumentOutOfRangeException.ThrowIfNegative(given);
        using var lease = new HandleLease(target.Handle);
        var fd = lease.Fd;
        Acknowledgement outcome;
        lock (_gate)
        {
            outcome = _socket.Request(
                RTM_NEWNSID,
                0,
                writer =>
                {
                    writer.Struct((byte)Libc.AF_UNSPEC); // struct rtgenmsg
                    writer.Attribute(NETNSA_FD, fd);
                    writer.Attribute(NETNSA_NSID, id ?? -1);
                },
                static (_, _) => { });
        }

        if (outcome.ToException($"set the id of {target}{(id is null ? "" : $" to {id}")}") is { } failure) throw failure;
    }

    /// <summary>The ids that this socket's namespace has given to others, in ascending order.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<int> GetNamespaceIds() =>
        [.. Dump<int>(RTM_GETNSID, static writer => writer.Struct((byte)Libc.AF_UNSPEC), "list namespace ids", NamespaceIdParser.Parse).Order()];

    /// <summary>The ids by which another namespace knows others, as <c>ip netns list-id target-nsid</c> lists them.</summary>
    /// <param name="targetId">The id by which this namespace knows it.</param>
    /// <exception cref="NetlinkException">EINVAL: no namespace has that id here.</exception>
    public IReadOnlyList<NamespaceId> GetNamespaceIds(int targetId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(targetId);
        return
        [
            .. Dump<NamespaceId>(
                RTM_GETNSID,
                writer =>
                {
                    writer.Struct((byte)Libc.AF_UNSPEC); // struct rtgenmsg
                    writer.Attribute(NETNSA_TARGET_NSID, targetId);
                },
                string.Create(CultureInfo.InvariantCulture, $"list namespace ids of nsid {targetId}"),
                NamespaceIdParser.ParseBoth).OrderBy(entry => entry.Id),
        ];
    }

    /// <summary>An empty batch of changes.</summary>
    public RouteBatch NewBatch() => new(this);

    /// <summary>The descriptor, for requests that any socket of the namespace takes.</summary>
    internal FileDescriptor Descriptor => _socket.Descriptor;

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();

    internal int? GetNamespaceId(System.Runtime.InteropServices.SafeHandle target)
    {
        using var lease = new HandleLease(target);
        var fd = lease.Fd;
        int? id = null;
        Acknowledgement outcome;
        lock (_gate)
        {
            outcome = _socket.Request(
                RTM_GETNSID,
                0,
                writer =>
                {
                    writer.Struct((byte)Libc.AF_UNSPEC); // struct rtgenmsg
                    writer.Attribute(NETNSA_FD, fd);
                },
                (_, payload) => id = NamespaceIdParser.Parse(payload) ?? id);
        }

        return outcome.ToException("look up namespace id") is { } failure ? throw failure : id;
    }

    /// <summary>Sends the operations; an outcome for each.</summary>
    internal NetlinkException?[] Send(IReadOnlyList<RouteOperation> operations)
    {
        lock (_gate)
        {
            return new RouteBatchSender(_socket, FindLink).Send(operations);
        }
    }

    private Link? FindLink(LinkRef link)
    {
        Link? found = null;
        Acknowledgement outcome;
        lock (_gate)
        {
            outcome = _socket.Request(RTM_GETLINK, 0, writer => LinkMessages.WriteReference(writer, link), (type, payload) => found = type == RTM_NEWLINK ? LinkParser.Parse(payload) : found);
        }

        if (outcome.Errno == Errno.ENODEV) return null;
        return outcome.ToException($"look up link {link}") is { } failure ? throw failure : found;
    }

    private List<T> Dump<T>(ushort type, Action<NetlinkMessageWriter> body, string operation, NetlinkSocket.DumpParser<T> parse)
    {
        lock (_gate)
        {
            return _socket.Dump(type, body, operation, parse);
        }
    }
}
