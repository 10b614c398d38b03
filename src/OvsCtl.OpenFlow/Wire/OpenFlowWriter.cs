using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>Appends big-endian values to a buffer that grows; lengths of enclosing structures are filled in afterwards.</summary>
internal sealed class OpenFlowWriter(int capacity = 256)
{
    private byte[] _buffer = new byte[capacity];

    /// <summary>How many bytes were written.</summary>
    public int Position { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Position);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Position);

    public void Clear() => Position = 0;

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Reserve(8), value);

    public void WriteUInt48(ulong value)
    {
        WriteUInt16((ushort)(value >> 32));
        WriteUInt32((uint)value);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void WriteZeros(int count) => Reserve(count).Clear();

    /// <summary>Pads what began at <paramref name="start"/> to a multiple of 8 bytes, the alignment of nearly all OpenFlow structures.</summary>
    public void PadTo8(int start) => WriteZeros((8 - ((Position - start) % 8)) % 8);

    /// <summary>Begins a structure with type:2 length:2; <see cref="EndTlv"/> fills in the length.</summary>
    public int BeginTlv(ushort type)
    {
        var start = Position;
        WriteUInt16(type);
        WriteUInt16(0);
        return start;
    }

    public void EndTlv(int start) => PatchLength(start + 2, Position - start);

    /// <exception cref="ArgumentException">The length does not fit 16 bits: nothing larger can be said in OpenFlow.</exception>
    public void PatchLength(int at, int length)
    {
        if (length > ushort.MaxValue)
            throw new ArgumentException($"The message or a part of it takes {length} bytes; OpenFlow allows {ushort.MaxValue}.");
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at), (ushort)length);
    }

    private Span<byte> Reserve(int count)
    {
        if (Position + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Position + count));
        var span = _buffer.AsSpan(Position, count);
        Position += count;
        return span;
    }
}
