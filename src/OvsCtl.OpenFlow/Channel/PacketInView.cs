using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>
/// A PACKET_IN (ofp_packet_in) as it lies in the receive buffer: what a controller reacts to thousands of times a second, without
/// the allocations of <see cref="PacketIn"/>.
/// </summary>
public readonly ref struct PacketInView
{
    private const int FixedSize = 24, MatchHeaderSize = 4, OxmHeaderSize = 4, PaddingSize = 2;
    private const ushort OFPMT_OXM = 1;
    private const uint OXM_OF_IN_PORT = 0x80000004;

    private PacketInView(ReadOnlySpan<byte> message, PortNumber inPort, int dataAt)
    {
        BufferId = BinaryPrimitives.ReadUInt32BigEndian(message[8..]);
        TotalLength = BinaryPrimitives.ReadUInt16BigEndian(message[12..]);
        Reason = (PacketInReason)message[14];
        TableId = new TableId(message[15]);
        InPort = inPort;
        Data = message[dataAt..];
    }

    /// <summary>Where the switch keeps the packet; <see cref="FlowMod.NoBuffer"/> when it is all here.</summary>
    public uint BufferId { get; }

    /// <summary>The size of the packet in bytes, of which <see cref="Data"/> may hold only the first.</summary>
    public ushort TotalLength { get; }

    /// <summary>Why it was sent.</summary>
    public PacketInReason Reason { get; }

    /// <summary>The table of the flow that sent it.</summary>
    public TableId TableId { get; }

    /// <summary>The port the packet came in by; <see cref="PortNumber.Any"/> when the switch did not say.</summary>
    public PortNumber InPort { get; }

    /// <summary>The packet, from its Ethernet header on.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>True when the packet is neither here as a whole nor kept by the switch.</summary>
    public bool IsTruncated => BufferId == FlowMod.NoBuffer && Data.Length < TotalLength;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The whole message, from its header on.</param>
    /// <exception cref="OpenFlowProtocolException">A length in it is wrong.</exception>
    public static PacketInView Read(ReadOnlySpan<byte> message)
    {
        // header:8 buffer_id:4 total_len:2 reason:1 table_id:1 cookie:8 match { type:2 length:2 oxm } padded to 8, pad:2, data
        if (message.Length < FixedSize + MatchHeaderSize) throw new OpenFlowProtocolException($"A PACKET_IN of {message.Length} bytes is too short.");
        var matchType = BinaryPrimitives.ReadUInt16BigEndian(message[FixedSize..]);
        int matchLength = BinaryPrimitives.ReadUInt16BigEndian(message[(FixedSize + 2)..]);
        var dataAt = FixedSize + ((matchLength + 7) & ~7) + PaddingSize;
        if (matchType != OFPMT_OXM || matchLength < MatchHeaderSize || dataAt > message.Length)
            throw new OpenFlowProtocolException($"The match of a PACKET_IN has type {matchType} and {matchLength} bytes, which cannot be in a message of {message.Length} bytes.");
        return new PacketInView(message, FindInPort(message.Slice(FixedSize + MatchHeaderSize, matchLength - MatchHeaderSize)), dataAt);
    }

    private static PortNumber FindInPort(ReadOnlySpan<byte> fields)
    {
        var port = PortNumber.Any;
        while (!fields.IsEmpty)
        {
            // class:2 field:7 has_mask:1 length:1, then as many bytes
            var size = fields.Length < OxmHeaderSize ? int.MaxValue : OxmHeaderSize + fields[3];
            if (size > fields.Length) throw new OpenFlowProtocolException("A match field of a PACKET_IN runs past the end of the match.");
            if (BinaryPrimitives.ReadUInt32BigEndian(fields) == OXM_OF_IN_PORT) port = new PortNumber(BinaryPrimitives.ReadUInt32BigEndian(fields[OxmHeaderSize..]));
            fields = fields[size..];
        }

        return port;
    }
}
