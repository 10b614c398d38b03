using System.Buffers;
using OvsCtl.Netns;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Api.Grpc.Http2;

/// <summary>Frames over a unix socket, with blocking calls: one thread reads and writes, any other may abort.</summary>
internal sealed class Http2Socket : IDisposable
{
    // A stream may be silent for hours; a daemon that is stopped (SIGSTOP) must not hold its clients for ever.
    private static readonly TimeSpan KeepAliveDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(10);

    private readonly byte[] _buffer = new byte[4 * Http2Frame.MaxLength];
    private volatile UnixStreamSocket? _socket;
    private volatile bool _isAborted;
    private int _start;
    private int _end;

    /// <exception cref="IOException">Nobody listens there, or it is not ours to open.</exception>
    public void Connect(string path)
    {
        try
        {
            _socket = UnixStreamSocket.Connect(path);
        }
        catch (NativeException e)
        {
            throw new IOException($"{path}: {Describe(e)}", e);
        }

        // Asked for before there was anything to abort.
        if (_isAborted) _socket.Abort();
    }

    /// <exception cref="IOException">The connection is broken.</exception>
    public void Send(ReadOnlySpan<byte> frames)
    {
        try
        {
            Connected.Send(frames);
        }
        catch (NativeException e)
        {
            throw new IOException(e.Message, e);
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("the call was given up", e);
        }
    }

    /// <summary>The next frame. Its payload is valid until the next call.</summary>
    /// <exception cref="IOException">The connection ended or is broken.</exception>
    /// <exception cref="InvalidDataException">The frame is longer than we allow.</exception>
    public Http2Frame Read(out ReadOnlySpan<byte> payload)
    {
        Fill(Http2Frame.HeaderSize);
        var frame = Http2Frame.Read(_buffer.AsSpan(_start));
        if (frame.Length > Http2Frame.MaxLength) throw new InvalidDataException($"HTTP/2: a frame of {frame.Length} bytes");
        Fill(Http2Frame.HeaderSize + frame.Length);
        payload = _buffer.AsSpan(_start + Http2Frame.HeaderSize, frame.Length);
        _start += Http2Frame.HeaderSize + frame.Length;
        return frame;
    }

    /// <summary>Ends whatever call blocks now.</summary>
    public void Abort()
    {
        _isAborted = true;
        try
        {
            _socket?.Abort();
        }
        catch (ObjectDisposedException)
        {
            // No longer connected: nothing blocks.
        }
    }

    public void Dispose() => _socket?.Dispose();

    private UnixStreamSocket Connected => _socket ?? throw new InvalidOperationException("not connected");

    private void Fill(int size)
    {
        if (_end - _start >= size) return;
        if (_buffer.Length - _start < size || _start == _end)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < size)
        {
            var count = Receive(_buffer.AsSpan(_end));
            if (count == 0) throw new IOException("the server has closed the connection");
            _end += count;
        }
    }

    private int Receive(Span<byte> buffer)
    {
        try
        {
            var isAsked = false;
            while (!Connected.WaitToReceive(isAsked ? KeepAliveTimeout : KeepAliveDelay))
            {
                if (isAsked) throw new IOException("the server does not answer");
                isAsked = true;
                var ping = new ArrayBufferWriter<byte>();
                Http2Frame.Write(ping, FrameType.Ping, FrameFlags.None, 0, new byte[8]);
                Send(ping.WrittenSpan);
            }

            return Connected.Receive(buffer);
        }
        catch (NativeException e)
        {
            throw new IOException(e.Message, e);
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("the call was given up", e);
        }
    }

    private static string Describe(NativeException e) => e.Errno switch
    {
        Errno.ENOENT => "no such socket",
        Errno.ECONNREFUSED => "nobody listens",
        _ => Errno.Describe(e.Errno),
    };
}
