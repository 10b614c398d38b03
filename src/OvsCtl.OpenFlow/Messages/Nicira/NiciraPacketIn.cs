namespace OvsCtl.OpenFlow;

/// <summary>A packet the switch hands to the controller, in the older form of Open vSwitch (NXT_PACKET_IN, nx_packet_in).</summary>
public sealed record NiciraPacketIn : ExperimenterMessage
{
    internal const uint NXT_PACKET_IN = 17;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_PACKET_IN;

    /// <summary>Where the switch keeps the packet; <see cref="FlowMod.NoBuffer"/> when it does not.</summary>
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

    /// <summary>The packet, from its Ethernet header on.</summary>
    public OctetString Data { get; init; }

    internal static NiciraPacketIn ReadRest(ref OpenFlowReader reader)
    {
        // buffer_id:4 total_len:2 reason:1 table_id:1 cookie:8 match_len:2 pad:6 match pad:2 data
        var message = new NiciraPacketIn
        {
            BufferId = reader.ReadUInt32(),
            TotalLength = reader.ReadUInt16(),
            Reason = (PacketInReason)reader.ReadByte(),
            TableId = new TableId(reader.ReadByte()),
            Cookie = new Cookie(reader.ReadUInt64()),
        };
        var matchLength = reader.ReadUInt16();
        reader.Skip(6);
        message = message with { Match = Match.ReadBare(ref reader, matchLength) };
        reader.Skip(2);
        return message with { Data = reader.ReadRest() };
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt32(BufferId);
        writer.WriteUInt16(TotalLength);
        writer.WriteByte((byte)Reason);
        writer.WriteByte(TableId.Value);
        writer.WriteUInt64(Cookie.Value);
        var lengthAt = writer.Position;
        writer.WriteZeros(8);
        Match.WriteBare(writer, lengthAt);
        writer.WriteZeros(2);
        writer.WriteBytes(Data);
    }
}
