namespace OvsCtl.OpenFlow;

/// <summary>A packet the controller has the switch send (OFPT_PACKET_OUT, ofp_packet_out).</summary>
public sealed record PacketOut : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.PacketOut;

    /// <summary>Where the switch keeps the packet; <see cref="FlowMod.NoBuffer"/> when it is in <see cref="Data"/>.</summary>
    public uint BufferId { get; init; } = FlowMod.NoBuffer;

    /// <summary>The port the packet is treated as having come in by: what it floods leaves that port out.</summary>
    public PortNumber InPort { get; init; } = PortNumber.Controller;

    /// <summary>What to do with the packet; none to drop it.</summary>
    public IReadOnlyList<FlowAction> Actions { get; init => field = ValueList<FlowAction>.Of(value); } = ValueList<FlowAction>.Empty;

    /// <summary>The packet, from its Ethernet header on.</summary>
    public OctetString Data { get; init; }

    internal static PacketOut ReadBody(ref OpenFlowReader reader)
    {
        // buffer_id:4 in_port:4 actions_len:2 pad:6 actions data
        var message = new PacketOut { BufferId = reader.ReadUInt32(), InPort = new PortNumber(reader.ReadUInt32()) };
        var actionsLength = reader.ReadUInt16();
        reader.Skip(6);
        var actions = reader.ReadNested(actionsLength);
        return message with { Actions = FlowAction.ReadAll(ref actions), Data = reader.ReadRest() };
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(BufferId);
        writer.WriteUInt32(InPort.Value);
        var lengthAt = writer.Position;
        writer.WriteZeros(8);
        var start = writer.Position;
        FlowAction.WriteAll(writer, Actions);
        writer.PatchLength(lengthAt, writer.Position - start);
        writer.WriteBytes(Data);
    }
}
