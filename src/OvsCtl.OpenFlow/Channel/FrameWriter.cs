using System.Buffers;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Messages on their way out, one behind the other in one buffer, so that many of them cost one write. The buffer is borrowed while
/// there is something in it: no allocation for a busy connection, and no memory for an idle one. Not safe for several threads.
/// </summary>
public sealed class FrameWriter
{
    private const int FirstSize = 512;

    private byte[] _buffer = [];

    /// <summary>How many bytes were appended.</summary>
    public int Size { get; private set; }

    /// <summary>What was appended; valid until more is, or until <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Size);

    internal ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Size);

    /// <summary>Room for a message, which the caller fills completely: it holds whatever was there before.</summary>
    /// <param name="size">Its size in bytes.</param>
    public Span<byte> Append(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (Size + size > _buffer.Length) Grow(Size + size);
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
        Replace([]);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, FirstSize));
        Written.CopyTo(larger);
        Replace(larger);
    }

    private void Replace(byte[] buffer)
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = buffer;
    }
}
