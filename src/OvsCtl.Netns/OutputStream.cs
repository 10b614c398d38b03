using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>
/// Writes to a descriptor that the process was started with, such as standard output, at once and wherever its offset stands: others write to it too.
/// A reader that has gone (EPIPE) is no error: it has seen enough. .NET's own stream for it first sets up the terminal, by escapes that it writes there.
/// </summary>
internal sealed class OutputStream(int fd) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Columns and lines of the terminal that it is, as they are now; null when it is none, 0 where the terminal does not know.</summary>
    public (int Width, int Height)? TerminalSize => Libc.ioctl(fd, Libc.TIOCGWINSZ, out var size) < 0 ? null : (size.ws_col, size.ws_row);

    /// <exception cref="IOException">The kernel refuses, ENOSPC for example.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = Libc.write(fd, buffer, buffer.Length);
            if (written >= 0) buffer = buffer[(int)written..];
            else if (!CanGoOn(Syscall.LastErrno)) return;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool CanGoOn(int errno)
    {
        switch (errno)
        {
            case Errno.EINTR:
                return true;
            case Errno.EAGAIN:
                // Whoever shares the terminal with us may have made it non-blocking.
                Libc.poll([new PollFd { fd = fd, events = Libc.POLLOUT }], 1, -1);
                return true;
            case Errno.EPIPE:
                return false;
            default:
                throw new IOException($"write: {Errno.Describe(errno)}");
        }
    }
}
