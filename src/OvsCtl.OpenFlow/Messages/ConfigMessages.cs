namespace OvsCtl.OpenFlow;

/// <summary>How the switch treats fragments, and how much of a packet it sends up (OFPT_GET_CONFIG_REPLY, ofp_switch_config).</summary>
/// <param name="Flags">ofp_config_flags: 0 for normal treatment of IP fragments.</param>
/// <param name="MissSendLength">How many bytes of a packet a packet-in holds; 0xffff for all.</param>
public sealed record GetConfigReply(ushort Flags, ushort MissSendLength) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.GetConfigReply;

    internal static GetConfigReply ReadBody(ref OpenFlowReader reader)
    {
        var reply = new GetConfigReply(reader.ReadUInt16(), reader.ReadUInt16());
        reader.ExpectEnd("GET_CONFIG_REPLY");
        return reply;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Flags);
        writer.WriteUInt16(MissSendLength);
    }
}

/// <summary>Sets what <see cref="GetConfigReply"/> says (OFPT_SET_CONFIG, ofp_switch_config). It is not answered.</summary>
/// <param name="Flags">ofp_config_flags: 0 for normal treatment of IP fragments.</param>
/// <param name="MissSendLength">How many bytes of a packet a packet-in holds; 0xffff for all.</param>
public sealed record SetConfig(ushort Flags, ushort MissSendLength) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.SetConfig;

    internal static SetConfig ReadBody(ref OpenFlowReader reader)
    {
        var message = new SetConfig(reader.ReadUInt16(), reader.ReadUInt16());
        reader.ExpectEnd("SET_CONFIG");
        return message;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Flags);
        writer.WriteUInt16(MissSendLength);
    }
}
