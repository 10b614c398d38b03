using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>Reads big-endian values and nested structures; every read past the end is a protocol error.</summary>
internal ref struct OpenFlowReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many actions the bytes are nested in.</summary>
    public int Depth { get; init; }

    /// <summary>Which error a wrong length is here; what is nested has the same unless it says otherwise.</summary>
    public OfpError LengthError { get; init; } = OfpError.OFPBRC_BAD_LEN;

    public readonly int Remaining => _rest.Length;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte ReadByte() => ReadSpan(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(ReadSpan(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(ReadSpan(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(ReadSpan(8));

    public ulong ReadUInt48() => (ulong)ReadUInt16() << 32 | ReadUInt32();

    public void Skip(int count) => ReadSpan(count);

    public OctetString ReadOctets(int count) => OctetString.Copy(ReadSpan(count));

    public OctetString ReadRest() => ReadOctets(_rest.Length);

    public ReadOnlySpan<byte> ReadSpan(int count)
    {
        if (count > _rest.Length) throw TooLong(count, LengthError);
        var head = _rest[..count];
        _rest = _rest[count..];
        return head;
    }

    /// <summary>A reader over the next <paramref name="count"/> bytes, which this one skips.</summary>
    public OpenFlowReader ReadNested(int count) => new(ReadSpan(count)) { Depth = Depth, LengthError = LengthError };

    /// <summary>A reader over the next <paramref name="count"/> bytes, where a wrong length is another error.</summary>
    public OpenFlowReader ReadNested(int count, OfpError lengthError)
    {
        if (count > _rest.Length) throw TooLong(count, lengthError);
        return new(ReadSpan(count)) { Depth = Depth, LengthError = lengthError };
    }

    /// <summary>
    /// The type and content of a structure that begins with type:2 length:2, where the length includes those 4 bytes. A length that
    /// is too small would make a loop over such structures endless; it is refused here, for all of them.
    /// </summary>
    public OpenFlowReader ReadTlv(string what, int minimum, int alignment, out ushort type)
    {
        type = ReadUInt16();
        var length = ReadUInt16();
        if (length < minimum || length % alignment != 0)
            throw new OpenFlowProtocolException($"{what} of type {type} says it has {length} bytes; at least {minimum}, in multiples of {alignment}, are allowed.", LengthError);
        return ReadNested(length - 4);
    }

    private readonly OpenFlowProtocolException TooLong(int count, OfpError error) =>
        new($"A structure of {count} bytes runs past the end of what holds it, where {_rest.Length} are left.", error);

    /// <summary>Checks that nothing is left: structures of a fixed size have no room for more.</summary>
    public readonly void ExpectEnd(string what)
    {
        if (!_rest.IsEmpty) throw new OpenFlowProtocolException($"{what} has {_rest.Length} bytes too many.", LengthError);
    }
}
