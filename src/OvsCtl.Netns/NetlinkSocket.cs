using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns;

/// <summary>
/// A blocking netlink socket: requests out, answers in. Only what the kernel itself sends to this socket's port, with the sequence number
/// of a request under way, counts as an answer. Not thread-safe.
/// </summary>
internal sealed class NetlinkSocket : IDisposable
{
    // linux/netlink.h
    public const int NETLINK_ROUTE = 0;
    public const int NETLINK_NETFILTER = 12;
    public const int NETLINK_GENERIC = 16;
    private const int NETLINK_CAP_ACK = 10;
    private const int NETLINK_EXT_ACK = 11;
    private const int NETLINK_GET_STRICT_CHK = 12;

    // The kernel fills datagrams of a dump up to 32 KiB; a single message may be longer.
    private const int ReceiveBufferSize = 128 * 1024;

    // The acknowledgements of a whole batch wait in the kernel until they are read, at about 800 bytes of accounting each.
    private const int KernelBufferSize = 1024 * 1024;

    // Requests are worked off before send returns, so an answer that is not there by now was lost.
    private const int ReceiveTimeoutSeconds = 30;

    private const int MaximumDumpAttempts = 20;

    private readonly FileDescriptor _fd;

    // One a thread, not a socket: what is received is read before the next exchange begins, and a large lab has hundreds of sockets open at once.
    [ThreadStatic]
    private static byte[]? t_buffer;
    private readonly NetlinkMessageWriter _writer = new();
    private uint _portId;
    private uint _sequence;

    private NetlinkSocket(FileDescriptor fd) => _fd = fd;

    public delegate void MessageHandler(ushort type, ReadOnlySpan<byte> payload);

    /// <summary>Takes over a bare netlink socket, made in whatever namespace it is to serve.</summary>
    public static NetlinkSocket Adopt(int fd)
    {
        var socket = new NetlinkSocket(new FileDescriptor(fd));
        try
        {
            socket.Configure();
            return socket;
        }
        catch (NativeException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A socket of the calling thread's namespace.</summary>
    public static NetlinkSocket Open(int protocol)
    {
        var fd = RawLibc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, protocol);
        return fd >= 0 ? Adopt(fd) : throw new NativeException(RawLibc.Errno, "open netlink socket");
    }

    public uint NextSequence() => ++_sequence;

    /// <summary>Sends one request and hands the answers to <paramref name="onMessage"/> until its acknowledgement.</summary>
    public Acknowledgement Request(ushort type, ushort flags, Action<NetlinkMessageWriter> body, MessageHandler onMessage)
    {
        var sequence = NextSequence();
        Build(type, (ushort)(flags | NetlinkHeader.NLM_F_ACK), sequence, body);
        Send(_writer.Written);
        Acknowledgement? outcome = null;
        while (outcome is null)
        {
            var reader = new MessageReader(Receive());
            while (reader.Read())
            {
                if (!IsAnswer(reader.Header) || reader.Header.nlmsg_seq != sequence) continue;
                if (reader.Header.nlmsg_type == NetlinkHeader.NLMSG_ERROR) outcome = Acknowledgement.ParseError(reader.Header, reader.Payload);
                else onMessage(reader.Header.nlmsg_type, reader.Payload);
            }
        }

        return outcome.Value;
    }

    /// <summary>
    /// Reads a whole table. When it changes under the kernel's hands (NLM_F_DUMP_INTR) everything is read again, so the answer is
    /// one that held at some moment.
    /// </summary>
    /// <exception cref="NetlinkException">The kernel refuses the dump, or the table changed each of 20 times (EINTR).</exception>
    public List<T> Dump<T>(ushort type, Action<NetlinkMessageWriter> body, string operation, DumpParser<T> parse)
    {
        for (var attempt = 0; attempt < MaximumDumpAttempts; attempt++)
        {
            if (TryDump(type, body, operation, parse) is { } items) return items;
        }

        throw new NetlinkException(Errno.EINTR, operation, "the table kept changing while it was read");
    }

    /// <summary>Adds what one message of a dump describes, if anything.</summary>
    public delegate void DumpParser<T>(ushort type, ReadOnlySpan<byte> payload, List<T> items);

    public void Send(ReadOnlySpan<byte> messages)
    {
        nint sent;
        do
        {
            sent = Libc.sendto(_fd, messages, messages.Length, 0, SockAddrNl.Kernel, 12);
        }
        while (Syscall.IsInterrupted(sent));
        Syscall.Check(sent, "netlink send");
    }

    /// <summary>The next datagram of the kernel. Valid until this thread's next call, on whatever socket.</summary>
    public ReadOnlySpan<byte> Receive()
    {
        var buffer = t_buffer ??= GC.AllocateUninitializedArray<byte>(ReceiveBufferSize);
        while (true)
        {
            var size = 12;
            var count = Libc.recvfrom(_fd, buffer, buffer.Length, Libc.MSG_TRUNC, out var sender, ref size);
            if (Syscall.IsInterrupted(count)) continue;
            Syscall.Check(count, "netlink receive (the outcome of the request is unknown)");
            if (count > buffer.Length) throw new NativeException(Errno.EMSGSIZE, $"netlink receive: {count} bytes in one message");
            if (sender.nl_pid == 0) return buffer.AsSpan(0, (int)count);
        }
    }

    /// <summary>The descriptor, for requests that any socket of the namespace takes.</summary>
    public FileDescriptor Descriptor => _fd;

    public void Dispose() => _fd.Dispose();

    /// <summary>False for notifications and for answers to somebody else.</summary>
    public bool IsAnswer(NetlinkHeader header) => header.nlmsg_pid == _portId && header.nlmsg_type != NetlinkHeader.NLMSG_NOOP;

    private List<T>? TryDump<T>(ushort type, Action<NetlinkMessageWriter> body, string operation, DumpParser<T> parse)
    {
        var sequence = NextSequence();
        Build(type, NetlinkHeader.NLM_F_DUMP, sequence, body);
        Send(_writer.Written);
        var items = new List<T>();
        var isInterrupted = false;
        while (true)
        {
            var reader = new MessageReader(Receive());
            while (reader.Read())
            {
                if (!IsAnswer(reader.Header) || reader.Header.nlmsg_seq != sequence) continue;
                isInterrupted |= (reader.Header.nlmsg_flags & NetlinkHeader.NLM_F_DUMP_INTR) != 0;
                switch (reader.Header.nlmsg_type)
                {
                    case NetlinkHeader.NLMSG_ERROR:
                        throw Acknowledgement.ParseError(reader.Header, reader.Payload).ToException(operation)
                            ?? throw new InvalidDataException($"{operation}: an acknowledgement where a table was expected");
                    case NetlinkHeader.NLMSG_DONE:
                        if (Acknowledgement.ParseDone(reader.Header, reader.Payload).ToException(operation) is { } failure) throw failure;
                        return isInterrupted ? null : items;
                    default:
                        parse(reader.Header.nlmsg_type, reader.Payload, items);
                        break;
                }
            }
        }
    }

    private void Build(ushort type, ushort flags, uint sequence, Action<NetlinkMessageWriter> body)
    {
        _writer.Clear();
        using var message = _writer.Message(type, flags, sequence);
        body(_writer);
    }

    private void Configure()
    {
        SetOption(Libc.SOL_NETLINK, NETLINK_EXT_ACK, 1);
        SetOption(Libc.SOL_NETLINK, NETLINK_CAP_ACK, 1);
        SetOption(Libc.SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
        SetOption(Libc.SOL_SOCKET, Libc.SO_RCVBUF, KernelBufferSize);
        var timeout = new TimeVal { tv_sec = ReceiveTimeoutSeconds };
        Syscall.Check(Libc.setsockopt(_fd, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, in timeout, 16), "netlink receive timeout");
        Syscall.Check(Libc.bind(_fd, SockAddrNl.Kernel, 12), "bind netlink socket");
        var size = 12;
        Syscall.Check(Libc.getsockname(_fd, out var address, ref size), "name of netlink socket");
        _portId = address.nl_pid;
    }

    private void SetOption(int level, int option, int value) =>
        Syscall.Check(Libc.setsockopt(_fd, level, option, in value, sizeof(int)), $"netlink socket option {option}");
}
