namespace OvsCtl.OpenFlow;

/// <summary>A port came, went or changed (OFPT_PORT_STATUS, ofp_port_status).</summary>
/// <param name="Reason">Which of these.</param>
/// <param name="Port">The port as it is now, or was last.</param>
public sealed record PortStatus(PortStatusReason Reason, PortDescription Port) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.PortStatus;

    internal static PortStatus ReadBody(ref OpenFlowReader reader)
    {
        // reason:1 pad:7 desc
        var reason = (PortStatusReason)reader.ReadByte();
        reader.Skip(7);
        var status = new PortStatus(reason, PortDescription.Read(ref reader));
        reader.ExpectEnd("PORT_STATUS");
        return status;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteByte((byte)Reason);
        writer.WriteZeros(7);
        Port.Write(writer);
    }
}
