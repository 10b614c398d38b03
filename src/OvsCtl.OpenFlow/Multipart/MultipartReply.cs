namespace OvsCtl.OpenFlow;

/// <summary>An answer, or a part of one (OFPT_MULTIPART_REPLY, ofp_multipart_reply). A connection joins the parts before it hands them out.</summary>
public abstract record MultipartReply : OpenFlowMessage
{
    private const ushort OFPMPF_REPLY_MORE = 1;

    private protected MultipartReply()
    {
    }

    /// <inheritdoc/>
    public sealed override MessageType MessageType => MessageType.MultipartReply;

    /// <summary>What it is about.</summary>
    public abstract MultipartType MultipartType { get; }

    /// <summary>The flags as on the wire.</summary>
    public ushort Flags { get; init; }

    /// <summary>True when another part follows.</summary>
    public bool HasMore => (Flags & OFPMPF_REPLY_MORE) != 0;

    internal static MultipartReply ReadBody(ref OpenFlowReader reader)
    {
        // type:2 flags:2 pad:4 body
        var type = (MultipartType)reader.ReadUInt16();
        var flags = reader.ReadUInt16();
        reader.Skip(4);
        try
        {
            MultipartReply reply = type switch
            {
                MultipartType.Desc => DescReply.ReadPart(ref reader),
                MultipartType.Flow => FlowStatsReply.ReadPart(ref reader),
                MultipartType.Aggregate => AggregateStatsReply.ReadPart(ref reader),
                MultipartType.Table => TableStatsReply.ReadPart(ref reader),
                MultipartType.PortStats => PortStatsReply.ReadPart(ref reader),
                MultipartType.Queue => QueueStatsReply.ReadPart(ref reader),
                MultipartType.Group => GroupStatsReply.ReadPart(ref reader),
                MultipartType.GroupDesc => GroupDescReply.ReadPart(ref reader),
                MultipartType.GroupFeatures => GroupFeaturesReply.ReadPart(ref reader),
                MultipartType.Meter => MeterStatsReply.ReadPart(ref reader),
                MultipartType.MeterConfig => MeterConfigReply.ReadPart(ref reader),
                MultipartType.MeterFeatures => MeterFeaturesReply.ReadPart(ref reader),
                MultipartType.TableFeatures => TableFeaturesReply.ReadPart(ref reader),
                MultipartType.PortDesc => PortDescReply.ReadPart(ref reader),
                MultipartType.Experimenter => ExperimenterMultipart.ReadReply(ref reader),
                _ => new RawMultipartReply(type, reader.ReadRest()),
            };
            reader.ExpectEnd("MULTIPART_REPLY");
            return reply with { Flags = flags };
        }
        catch (OpenFlowProtocolException e) when (e.Decoded is MultipartReply part)
        {
            e.Decoded = part with { Flags = flags };
            throw;
        }
    }

    /// <summary>One reply that says what all the parts say.</summary>
    /// <exception cref="OpenFlowProtocolException">The parts are about different things.</exception>
    internal static MultipartReply Join(IReadOnlyList<MultipartReply> parts)
    {
        var first = parts[0];
        if (parts.Any(part => part.MultipartType != first.MultipartType))
            throw new OpenFlowProtocolException($"The parts of the reply to {first.Xid} are of different types.");
        return parts.Count == 1 ? first : first.JoinParts(parts) with { Flags = (ushort)(first.Flags & ~OFPMPF_REPLY_MORE) };
    }

    internal sealed override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)MultipartType);
        writer.WriteUInt16(Flags);
        writer.WriteZeros(4);
        WritePart(writer);
    }

    internal abstract void WritePart(OpenFlowWriter writer);

    /// <param name="parts">All parts, this one first, each of this one's class.</param>
    private protected abstract MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts);
}
