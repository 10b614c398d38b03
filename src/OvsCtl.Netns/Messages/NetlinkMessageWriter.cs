using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OvsCtl.Netns.Messages;

/// <summary>Writes netlink messages one behind the other into a buffer that grows. Scopes patch the lengths when they are disposed.</summary>
internal sealed class NetlinkMessageWriter
{
    private const int Alignment = 4; // NLMSG_ALIGNTO, NLA_ALIGNTO
    private byte[] _buffer = new byte[4096];
    private int _size;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _size);

    public int Size => _size;

    public void Clear() => _size = 0;

    /// <summary>Starts a request; its length is known when the scope is disposed.</summary>
    public Scope Message(ushort type, ushort flags, uint sequence)
    {
        var start = _size;
        Struct(new NetlinkHeader { nlmsg_type = type, nlmsg_flags = (ushort)(flags | NetlinkHeader.NLM_F_REQUEST), nlmsg_seq = sequence });
        return new Scope(this, start, isMessage: true);
    }

    /// <summary>Starts an attribute that holds attributes.</summary>
    public Scope Nest(ushort type)
    {
        var start = _size;
        var header = Reserve(4);
        MemoryMarshal.Write(header[2..], type);
        return new Scope(this, start, isMessage: false);
    }

    /// <summary>A header of fixed layout, in the machine's byte order.</summary>
    public void Struct<T>(in T value)
        where T : unmanaged => MemoryMarshal.Write(Reserve(Unsafe.SizeOf<T>()), in value);

    public void Attribute(ushort type, ReadOnlySpan<byte> payload)
    {
        // struct nlattr: u16 length without padding, u16 type, payload, padding to 4
        var length = checked((ushort)(4 + payload.Length));
        var target = Reserve(length);
        MemoryMarshal.Write(target, length);
        MemoryMarshal.Write(target[2..], type);
        payload.CopyTo(target[4..]);
    }

    public void Attribute(ushort type, uint value) => Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in value)));

    public void Attribute(ushort type, int value) => Attribute(type, (uint)value);

    public void Attribute(ushort type, ushort value) => Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<ushort>(in value)));

    public void Attribute(ushort type, ulong value) => Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in value)));

    public void Attribute(ushort type, byte value) => Attribute(type, [value]);

    public void Attribute(ushort type, bool value) => Attribute(type, (byte)(value ? 1 : 0));

    /// <summary>A structure as the payload.</summary>
    public void StructAttribute<T>(ushort type, in T value)
        where T : unmanaged => Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>A string with the NUL at its end that the kernel asks for.</summary>
    public void Attribute(ushort type, string value) => Attribute(type, Encoding.UTF8.GetBytes(value + '\0'));

    // Zeroes the padding too: bytes left from an earlier message are not the kernel's business.
    private Span<byte> Reserve(int size)
    {
        var aligned = (size + Alignment - 1) & ~(Alignment - 1);
        if (_buffer.Length - _size < aligned) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _size + aligned));
        var span = _buffer.AsSpan(_size, aligned);
        span.Clear();
        _size += aligned;
        return span[..size];
    }

    /// <summary>An open message or nested attribute.</summary>
    public readonly ref struct Scope(NetlinkMessageWriter writer, int start, bool isMessage) : IDisposable
    {
        public void Dispose()
        {
            var length = writer._size - start;
            if (isMessage) MemoryMarshal.Write(writer._buffer.AsSpan(start), length);
            else MemoryMarshal.Write(writer._buffer.AsSpan(start), checked((ushort)length));
        }
    }
}
