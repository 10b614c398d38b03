namespace OvsCtl.Netns;

/// <summary>A frame as <see cref="PacketSocket"/> saw it.</summary>
public readonly ref struct ReceivedFrame
{
    /// <summary>Makes one, of bytes from elsewhere.</summary>
    public ReceivedFrame(ReadOnlySpan<byte> data, int length, long nanoseconds, bool isOutgoing)
    {
        Data = data;
        Length = length;
        Nanoseconds = nanoseconds;
        IsOutgoing = isOutgoing;
    }

    /// <summary>From the first byte of the link layer's header on.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>How many bytes it has, of which <see cref="Data"/> may be the first.</summary>
    public int Length { get; }

    /// <summary>When the kernel saw it, in nanoseconds since 1970.</summary>
    public long Nanoseconds { get; }

    /// <summary>True for what the interface sent, false for what it received.</summary>
    public bool IsOutgoing { get; }
}
