using System.Buffers;
using System.Buffers.Binary;

namespace OvsCtl.Api.Grpc.Http2;

/// <summary>
/// One request and its answer over a connection of their own (RFC 9113), with blocking calls. A connection to a unix socket costs less
/// than the machinery for sharing one: a short-lived program pays for every method that it is the first to call.
/// </summary>
internal sealed class Http2Call : IDisposable
{
    private const int StreamId = 1;
    private const int ReceiveWindow = 1 << 20; // bytes of the answer that may be on their way unread
    private const int DefaultWindow = 65_535; // RFC 9113 §6.9.2
    private const int MaxHeaderBlock = 256 * 1024;
    private const ushort HeaderTableSize = 1, EnablePush = 2, InitialWindowSize = 4; // RFC 9113 §6.5.2
    private const int Cancel = 8; // RFC 9113 §7

    private readonly Http2Socket _socket = new();
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _headerBlock = new();
    private long _connectionWindow = DefaultWindow;
    private long _streamWindow = DefaultWindow;
    private long _initialWindow = DefaultWindow;
    private int _unacknowledged;
    private bool _isOpen;
    private bool _endsWithHeaders;

    public IReadOnlyDictionary<string, string>? Headers { get; private set; }

    /// <summary>The trailers, once the answer is at its end; the headers when it had nothing else.</summary>
    public IReadOnlyDictionary<string, string>? Trailers { get; private set; }

    public bool IsEnded { get; private set; }

    /// <summary>Connects, sends the request and waits for the headers of the answer. What comes of its body meanwhile goes to <paramref name="body"/>.</summary>
    /// <exception cref="IOException">The connection could not be made or broke.</exception>
    /// <exception cref="InvalidDataException">The peer does not speak HTTP/2.</exception>
    public void Start(string socketPath, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> request, IBufferWriter<byte> body)
    {
        _socket.Connect(socketPath);
        _output.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Span<byte> settings = stackalloc byte[18];
        Setting(settings, HeaderTableSize, 0);
        Setting(settings[6..], EnablePush, 0);
        Setting(settings[12..], InitialWindowSize, ReceiveWindow);
        Http2Frame.Write(_output, FrameType.Settings, FrameFlags.None, 0, settings);
        Update(0, ReceiveWindow - DefaultWindow);
        Http2Frame.Write(_output, FrameType.Headers, FrameFlags.EndHeaders, StreamId, headers);
        _isOpen = true;
        var isSent = false;
        do
        {
            while (!isSent && Math.Min(_connectionWindow, _streamWindow) is > 0 and var window)
            {
                var size = (int)Math.Min(Math.Min(window, request.Length), Http2Frame.MaxLength);
                isSent = size == request.Length;
                Http2Frame.Write(_output, FrameType.Data, isSent ? FrameFlags.EndStream : FrameFlags.None, StreamId, request[..size]);
                request = request[size..];
                _connectionWindow -= size;
                _streamWindow -= size;
            }

            Flush();
            // A refusal may come before the request is at its end; nobody reads the rest then.
            if (!isSent || Headers is null) Process(body);
        }
        while (!IsEnded && (!isSent || Headers is null));
    }

    /// <summary>Takes in the next frame, whatever it is.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">The peer does not keep to HTTP/2.</exception>
    public void Process(IBufferWriter<byte> body)
    {
        var frame = _socket.Read(out var payload);
        if (_headerBlock.WrittenCount > 0 && frame.Type != FrameType.Continuation) throw new InvalidDataException("HTTP/2: a header block that is not finished");
        switch (frame.Type)
        {
            case FrameType.Data when frame.StreamId == StreamId:
                if (Headers is null) throw new InvalidDataException("HTTP/2: data before the headers");
                body.Write(Unpadded(frame, payload));
                Acknowledge(frame.Length);
                if (frame.Has(FrameFlags.EndStream)) IsEnded = true;
                break;
            case FrameType.Headers when frame.StreamId == StreamId:
                var fragment = Unpadded(frame, payload);
                if (frame.Has(FrameFlags.HasPriority)) fragment = Skip(fragment, 5);
                _endsWithHeaders = frame.Has(FrameFlags.EndStream);
                AddHeaders(frame, fragment);
                break;
            case FrameType.Continuation when frame.StreamId == StreamId:
                AddHeaders(frame, payload);
                break;
            case FrameType.RstStream when frame.StreamId == StreamId:
                throw new Http2ResetException(ReadInt32(payload));
            case FrameType.Settings when !frame.Has(FrameFlags.EndStream):
                ReadSettings(payload);
                Http2Frame.Write(_output, FrameType.Settings, FrameFlags.EndStream, 0, []);
                break;
            case FrameType.Ping when !frame.Has(FrameFlags.EndStream):
                Http2Frame.Write(_output, FrameType.Ping, FrameFlags.EndStream, 0, payload);
                break;
            case FrameType.WindowUpdate:
                if (frame.StreamId == 0) _connectionWindow += ReadInt32(payload) & 0x7fff_ffff;
                else _streamWindow += ReadInt32(payload) & 0x7fff_ffff;
                break;
            case FrameType.GoAway when payload.Length < 8 || (ReadInt32(payload) & 0x7fff_ffff) < StreamId:
                throw new Http2ResetException(payload.Length < 8 ? 0 : ReadInt32(payload[4..]), isConnection: true);
            case FrameType.PushPromise:
                throw new InvalidDataException("HTTP/2: a push, which we do not allow");
            default:
                break; // §4.1: what is not known is passed over.
        }

        Flush();
    }

    /// <summary>Ends whatever blocks; may be called from any thread.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Leaving an answer that is not at its end resets the stream: that is how the server learns that nobody listens.</summary>
    public void Dispose()
    {
        try
        {
            if (_isOpen && !IsEnded)
            {
                Span<byte> code = stackalloc byte[4];
                BinaryPrimitives.WriteInt32BigEndian(code, Cancel);
                Http2Frame.Write(_output, FrameType.RstStream, FrameFlags.None, StreamId, code);
                Flush();
            }
        }
        catch (IOException)
        {
            // The end of the connection says the same.
        }

        _socket.Dispose();
    }

    private void AddHeaders(Http2Frame frame, ReadOnlySpan<byte> fragment)
    {
        if (_headerBlock.WrittenCount + fragment.Length > MaxHeaderBlock) throw new InvalidDataException("HTTP/2: endless headers");
        _headerBlock.Write(fragment);
        if (!frame.Has(FrameFlags.EndHeaders)) return;
        var fields = HpackDecoder.Decode(_headerBlock.WrittenSpan);
        _headerBlock.ResetWrittenCount();
        IsEnded = _endsWithHeaders;
        // §8.1: informational answers come before the one that counts.
        if (Headers is null && fields.GetValueOrDefault(":status") is ['1', ..] && !IsEnded) return;
        if (Headers is null) Headers = fields;
        if (IsEnded) Trailers = fields;
    }

    private void ReadSettings(ReadOnlySpan<byte> payload)
    {
        for (; payload.Length >= 6; payload = payload[6..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(payload) != InitialWindowSize) continue;
            var size = BinaryPrimitives.ReadUInt32BigEndian(payload[2..]);
            _streamWindow += size - _initialWindow;
            _initialWindow = size;
        }
    }

    /// <summary>Gives the server room again when half of it is used up.</summary>
    private void Acknowledge(int size)
    {
        _unacknowledged += size;
        if (_unacknowledged < ReceiveWindow / 2) return;
        Update(0, _unacknowledged);
        Update(StreamId, _unacknowledged);
        _unacknowledged = 0;
    }

    private void Update(int streamId, int size)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, size);
        Http2Frame.Write(_output, FrameType.WindowUpdate, FrameFlags.None, streamId, payload);
    }

    private void Flush()
    {
        if (_output.WrittenCount > 0) _socket.Send(_output.WrittenSpan);
        _output.ResetWrittenCount();
    }

    private static void Setting(Span<byte> target, ushort name, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, name);
        BinaryPrimitives.WriteInt32BigEndian(target[2..], value);
    }

    private static int ReadInt32(ReadOnlySpan<byte> payload) =>
        payload.Length >= 4 ? BinaryPrimitives.ReadInt32BigEndian(payload) : throw new InvalidDataException($"HTTP/2: a frame of {payload.Length} bytes where a number was expected");

    private static ReadOnlySpan<byte> Unpadded(Http2Frame frame, ReadOnlySpan<byte> payload)
    {
        if (!frame.Has(FrameFlags.Padded)) return payload;
        var padding = payload.IsEmpty ? 0 : payload[0];
        return padding < payload.Length ? payload[1..^padding] : throw new InvalidDataException("HTTP/2: more padding than frame");
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> payload, int size) =>
        size <= payload.Length ? payload[size..] : throw new InvalidDataException("HTTP/2: a frame that is too short");
}
