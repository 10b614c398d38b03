using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OvsCtl.Netns.Messages;

/// <summary>Walks over attributes (<c>struct nlattr</c>, linux/netlink.h). Unknown ones are the caller's to skip.</summary>
internal ref struct AttributeReader(ReadOnlySpan<byte> attributes)
{
    private const int HeaderSize = 4;
    private ReadOnlySpan<byte> _rest = attributes;

    public ushort Type { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    public readonly uint UInt32 => MemoryMarshal.Read<uint>(Sized(4));

    public readonly int Int32 => MemoryMarshal.Read<int>(Sized(4));

    public readonly ushort UInt16 => MemoryMarshal.Read<ushort>(Sized(2));

    public readonly ulong UInt64 => MemoryMarshal.Read<ulong>(Sized(8));

    public readonly byte Byte => Sized(1)[0];

    /// <summary>Text up to the first NUL, or to the end.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Payload.IndexOf((byte)0) is var end and >= 0 ? Payload[..end] : Payload);

    public readonly IPAddress Address => Payload.Length is 4 or 16
        ? new IPAddress(Payload)
        : throw new InvalidDataException($"Netlink attribute {Type} is no address: {Payload.Length} bytes.");

    /// <summary>The payload as a structure; longer than ours when the kernel is newer.</summary>
    public readonly T Struct<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Sized(Unsafe.SizeOf<T>()));

    /// <summary>The attributes inside this one.</summary>
    public readonly AttributeReader Nested => new(Payload);

    /// <summary>Moves to the next attribute; false at the end.</summary>
    /// <exception cref="InvalidDataException">A length does not fit into what is left.</exception>
    public bool Read()
    {
        if (_rest.Length < HeaderSize) return _rest.IsEmpty ? false : throw new InvalidDataException($"{_rest.Length} bytes left over behind the netlink attributes.");
        var length = MemoryMarshal.Read<ushort>(_rest);
        if (length < HeaderSize || length > _rest.Length) throw new InvalidDataException($"Netlink attribute with a length of {length} bytes in {_rest.Length}.");
        Type = (ushort)(MemoryMarshal.Read<ushort>(_rest[2..]) & RouteAttributes.NLA_TYPE_MASK);
        Payload = _rest[HeaderSize..length];
        _rest = _rest[Math.Min(_rest.Length, (length + 3) & ~3)..];
        return true;
    }

    private readonly ReadOnlySpan<byte> Sized(int size) => Payload.Length >= size
        ? Payload
        : throw new InvalidDataException($"Netlink attribute {Type} is too short: {Payload.Length} bytes instead of {size}.");
}
