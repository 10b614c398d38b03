namespace OvsCtl.OpenFlow;

/// <summary>A packet the switch hands to the controller (OFPT_PACKET_IN, ofp_packet_in).</summary>
public sealed record PacketIn : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.PacketIn;

    /// <summary>Where the switch keeps the packet; <see cref="FlowMod.NoBuffer"/> when it is all here.</summary>
    public uint BufferId { get; init; } = FlowMod.NoBuffer;

    /// <summary>The size of the packet in bytes, of which <see cref="Data"/> may hold only the first.</summary>
    public ushort TotalLength { get; init; }

    /// <summary>Why it was sent.</summary>
    public PacketInReason Reason { get; init; }

    /// <summary>The table of the flow that sent it.</summary>
    public TableId TableId { get; init; }

    /// <summary>The cookie of the flow that sent it.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>What the packet itself does not say: the port it came in by, metadata, tunnel.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>The port the packet came in by; <see cref="PortNumber.Any"/> when the switch did not say.</summary>
    public PortNumber InPort => Match.TryGet(MatchField.InPort, out var entry) ? new PortNumber((uint)entry.ValueAsNumber) : PortNumber.Any;

    /// <summary>The packet, from its Ethernet header on.</summary>
    public OctetString Data { get; init; }

    internal static PacketIn ReadBody(ref OpenFlowReader reader)
    {
        // buffer_id:4 total_len:2 reason:1 table_id:1 cookie:8 match pad:2 data
        var message = new PacketIn
        {
            BufferId = reader.ReadUInt32(),
            TotalLength = reader.ReadUInt16(),
            Reason = (PacketInReason)reader.ReadByte(),
            TableId = new TableId(reader.ReadByte()),
            Cookie = new Cookie(reader.ReadUInt64()),
            Match = Match.Read(ref reader),
        };
        reader.Skip(2);
        return message with { Data = reader.ReadRest() };
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(BufferId);
        writer.WriteUInt16(TotalLength);
        writer.WriteByte((byte)Reason);
        writer.WriteByte(TableId.Value);
        writer.WriteUInt64(Cookie.Value);
        Match.Write(writer);
        writer.WriteZeros(2);
        writer.WriteBytes(Data);
    }
}
