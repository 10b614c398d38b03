namespace OvsCtl.OpenFlow;

/// <summary>Asks which queues a port has (OFPT_QUEUE_GET_CONFIG_REQUEST, ofp_queue_get_config_request).</summary>
/// <param name="Port">The port; <see cref="PortNumber.Any"/> for all of them.</param>
public sealed record QueueGetConfigRequest(PortNumber Port) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.QueueGetConfigRequest;

    internal static QueueGetConfigRequest ReadBody(ref OpenFlowReader reader)
    {
        // port:4 pad:4
        var port = reader.ReadUInt32();
        reader.Skip(4);
        return new QueueGetConfigRequest(new PortNumber(port));
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteZeros(4);
    }
}

/// <summary>The queues (OFPT_QUEUE_GET_CONFIG_REPLY, ofp_queue_get_config_reply).</summary>
/// <param name="Port">The port that was asked for.</param>
/// <param name="Queues">Its queues; the list is copied.</param>
public sealed record QueueGetConfigReply(PortNumber Port, IReadOnlyList<QueueDescription> Queues) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.QueueGetConfigReply;

    /// <summary>The queues, in the switch's order.</summary>
    public IReadOnlyList<QueueDescription> Queues { get; init => field = ValueList<QueueDescription>.Of(value); } = ValueList<QueueDescription>.Of(Queues);

    internal static QueueGetConfigReply ReadBody(ref OpenFlowReader reader)
    {
        // port:4 pad:4 queues
        var port = new PortNumber(reader.ReadUInt32());
        reader.Skip(4);
        return ListReader.Read(ref reader, QueueDescription.Read, queues => new QueueGetConfigReply(port, queues));
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteZeros(4);
        foreach (var queue in Queues) queue.Write(writer);
    }
}
