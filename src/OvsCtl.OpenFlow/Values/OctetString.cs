namespace OvsCtl.OpenFlow;

/// <summary>Immutable bytes that compare by content, so that the messages which carry them do too.</summary>
public readonly struct OctetString : IEquatable<OctetString>
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private OctetString(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>No bytes.</summary>
    public static OctetString Empty => default;

    /// <summary>The size in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>True when there are no bytes.</summary>
    public bool IsEmpty => _bytes.IsEmpty;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes.Span;

    /// <summary>The bytes, for interfaces that keep them.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>Wraps an array without copying it: the caller must not write to it afterwards.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator OctetString(byte[] bytes) => new(bytes);

    /// <summary>Wraps memory without copying it: the caller must not write to it afterwards.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator OctetString(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>The bytes.</summary>
    /// <param name="octets">What to look at.</param>
    public static implicit operator ReadOnlySpan<byte>(OctetString octets) => octets.Span;

    /// <summary>Compares by content.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    public static bool operator ==(OctetString left, OctetString right) => left.Equals(right);

    /// <summary>Compares by content.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    public static bool operator !=(OctetString left, OctetString right) => !left.Equals(right);

    /// <summary>Copies bytes.</summary>
    /// <param name="bytes">What to copy.</param>
    public static OctetString Copy(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new OctetString(bytes.ToArray());

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <inheritdoc/>
    public bool Equals(OctetString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OctetString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes in hexadecimal, without separators.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);
}
