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

    /// <summary>The IPv4 and IPv6 routes of the main table.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public IReadOnlyList<Route> GetRoutes() =>
        [.. Dump<Route>(RTM_GETROUTE, writer => writer.Struct(default(RtMsg)), "list routes", RouteParser.Parse).Where(route => route.Table == RtMsg.RT_TABLE_MAIN)];

    /// <summary>The link of that name or alternative name; null when there is none.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public Link? FindLink(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Link? found = null;
        Acknowledgement outcome;
        lock (_gate)
        {
            outcome = _socket.Request(
                RTM_GETLINK,
                0,
                writer =>
                {
                    writer.Struct(default(IfInfoMsg));
                    LinkMessages.WriteName(writer, name);
                },
                (type, payload) => found = type == RTM_NEWLINK ? LinkParser.Parse(payload) : found);
        }

        if (outcome.Errno == Errno.ENODEV) return null;
        return outcome.ToException($"look up link {name}") is { } failure ? throw failure : found;
    }

    /// <summary>The id this socket's namespace uses for another one, as in <see cref="Link.PeerNsId"/>; null when none was given out.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public int? GetNamespaceId(NetworkNamespace target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return GetNamespaceId(target.Handle);
    }

    /// <summary>An empty batch of changes.</summary>
    public RouteBatch NewBatch() => new(this);

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
                (_, payload) => id = NamespaceId(payload) ?? id);
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

    private static int? NamespaceId(ReadOnlySpan<byte> payload)
    {
        var reader = new AttributeReader(payload[4..]);
        while (reader.Read())
        {
            if (reader.Type == NETNSA_NSID && reader.Int32 >= 0) return reader.Int32;
        }

        return null;
    }

    private List<T> Dump<T>(ushort type, Action<NetlinkMessageWriter> body, string operation, NetlinkSocket.DumpParser<T> parse)
    {
        lock (_gate)
        {
            return _socket.Dump(type, body, operation, parse);
        }
    }
}
