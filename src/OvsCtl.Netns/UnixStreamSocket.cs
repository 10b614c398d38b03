using System.Text;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>
/// A client's end of a unix stream socket, unix(7), with blocking calls and nothing else: .NET's own starts a thread and loads some two hundred types
/// before the first byte, which a program that lives for the time of one call notices. One thread reads and writes; any other may abort.
/// </summary>
internal sealed class UnixStreamSocket : IDisposable
{
    /// <summary>What fits into sun_path beside its final NUL, in bytes.</summary>
    public const int LongestPath = 107;

    private const int PathOffset = 2;

    private readonly FileDescriptor _fd;

    private UnixStreamSocket(FileDescriptor fd) => _fd = fd;

    /// <exception cref="NativeException">ENOENT: there is no such socket. ECONNREFUSED: nobody listens. EACCES: it is not ours to open.</exception>
    /// <exception cref="ArgumentException">The path is longer than <see cref="LongestPath"/>.</exception>
    public static UnixStreamSocket Connect(string path)
    {
        var operation = $"connect to {path}";
        Span<byte> address = stackalloc byte[PathOffset + LongestPath + 1];
        address.Clear();
        BitConverter.TryWriteBytes(address, (ushort)Libc.AF_UNIX);
        if (!Encoding.UTF8.TryGetBytes(path, address[PathOffset..^1], out var length)) throw new ArgumentException($"a path of more than {LongestPath} bytes", nameof(path));
        var fd = new FileDescriptor((int)Syscall.Check(Libc.socket(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0), operation));
        try
        {
            int result;
            do result = Libc.connect(fd, address, PathOffset + length + 1);
            while (Syscall.IsInterrupted(result));
            Syscall.Check(result, operation);
            return new UnixStreamSocket(fd);
        }
        catch (NativeException)
        {
            fd.Dispose();
            throw;
        }
    }

    /// <summary>Sends all of it; blocks while the peer does not read.</summary>
    /// <exception cref="NativeException">EPIPE or ECONNRESET: the peer is gone.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var sent = Libc.send(_fd, bytes, bytes.Length, Libc.MSG_NOSIGNAL);
            if (Syscall.IsInterrupted(sent)) continue;
            bytes = bytes[(int)Syscall.Check(sent, "send")..];
        }
    }

    /// <summary>Waits until there is something to receive, or the end.</summary>
    /// <returns>False when nothing came in time.</returns>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public bool WaitToReceive(TimeSpan timeout)
    {
        using var lease = new HandleLease(_fd);
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        Span<PollFd> fds = [new PollFd { fd = lease.Fd, events = Libc.POLLIN }];
        while (true)
        {
            var ready = Libc.poll(fds, 1, (int)Math.Max(0, deadline - Environment.TickCount64));
            if (!Syscall.IsInterrupted(ready)) return Syscall.Check(ready, "poll") > 0;
        }
    }

    /// <returns>How many bytes came; 0 at the end.</returns>
    /// <exception cref="NativeException">ECONNRESET: the peer is gone, with something of ours unread.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public int Receive(Span<byte> buffer)
    {
        while (true)
        {
            var received = Libc.recv(_fd, buffer, buffer.Length, 0);
            if (!Syscall.IsInterrupted(received)) return (int)Syscall.Check(received, "receive");
        }
    }

    /// <summary>Ends whatever call blocks, from any thread; reads see the end then. Nothing happens when the peer has gone already.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void Abort() => Libc.shutdown(_fd, Libc.SHUT_RDWR);

    public void Dispose() => _fd.Dispose();
}
