namespace OvsCtl.OpenFlow;

/// <summary>Messages on their way out, one behind the other in one buffer, so that many of them cost one write and no allocation.</summary>
public sealed class FrameWriter
{
    private const int FirstSize = 512;

    // What a burst made larger than this is given back once the burst is over.
    private const int KeptSize = 64 * 1024;

    private byte[] _buffer = [];

    /// <summary>How many bytes were appended.</summary>
    public int Size { get; private set; }

    /// <summary>What was appended.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Size);

    internal ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Size);

    /// <summary>Room for a message, which the caller fills completely: it holds whatever was there before.</summary>
    /// <param name="size">Its size in bytes.</param>
    public Span<byte> Append(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (Size + size > _buffer.Length) Array.Resize(ref _buffer, Math.Max(Math.Max(_buffer.Length * 2, FirstSize), Size + size));
        var span = _buffer.AsSpan(Size, size);
        Size += size;
        return span;
    }

    /// <summary>Appends a message that is there as bytes.</summary>
    /// <param name="bytes">The message, or several.</param>
    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    /// <summary>Appends a message.</summary>
    /// <param name="message">The message, whose id is sent as it is.</param>
    /// <exception cref="ArgumentException">The message takes more than 65,535 bytes.</exception>
    public void Append(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var writer = new OpenFlowWriter();
        OpenFlowCodec.Write(writer, message, message.Xid);
        Append(writer.Written);
    }

    /// <summary>Forgets what was appended.</summary>
    public void Clear()
    {
        Size = 0;
        if (_buffer.Length > KeptSize) _buffer = [];
    }

    /// <summary>Forgets what was appended, and the buffer too: an idle connection holds none.</summary>
    internal void Release() => (Size, _buffer) = (0, []);
}
