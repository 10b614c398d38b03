namespace OvsCtl.OpenFlow;

/// <summary>Who the switch is (OFPT_FEATURES_REPLY, ofp_switch_features).</summary>
public sealed record FeaturesReply : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.FeaturesReply;

    /// <summary>The id of the switch.</summary>
    public DatapathId DatapathId { get; init; }

    /// <summary>How many packets it can hold back for a packet-in.</summary>
    public uint BufferCount { get; init; }

    /// <summary>How many flow tables it has.</summary>
    public byte TableCount { get; init; }

    /// <summary>0 for the main connection of the switch, another number for an auxiliary one.</summary>
    public byte AuxiliaryId { get; init; }

    /// <summary>What it can do (ofp_capabilities).</summary>
    public uint Capabilities { get; init; }

    internal static FeaturesReply ReadBody(ref OpenFlowReader reader)
    {
        // datapath_id:8 n_buffers:4 n_tables:1 auxiliary_id:1 pad:2 capabilities:4 reserved:4
        var reply = new FeaturesReply
        {
            DatapathId = new DatapathId(reader.ReadUInt64()),
            BufferCount = reader.ReadUInt32(),
            TableCount = reader.ReadByte(),
            AuxiliaryId = reader.ReadByte(),
        };
        reader.Skip(2);
        reply = reply with { Capabilities = reader.ReadUInt32() };
        reader.Skip(4);
        reader.ExpectEnd("FEATURES_REPLY");
        return reply;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt64(DatapathId.Value);
        writer.WriteUInt32(BufferCount);
        writer.WriteByte(TableCount);
        writer.WriteByte(AuxiliaryId);
        writer.WriteZeros(2);
        writer.WriteUInt32(Capabilities);
        writer.WriteZeros(4);
    }
}
