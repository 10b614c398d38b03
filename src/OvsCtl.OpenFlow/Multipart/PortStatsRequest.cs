namespace OvsCtl.OpenFlow;

/// <summary>Asks what the ports have received and sent (OFPMP_PORT_STATS, ofp_port_stats_request).</summary>
/// <param name="Port">The port; <see cref="PortNumber.Any"/> for all of them.</param>
public sealed record PortStatsRequest(PortNumber Port) : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.PortStats;

    internal static PortStatsRequest ReadPart(ref OpenFlowReader reader)
    {
        var port = reader.ReadUInt32();
        reader.Skip(4);
        return new PortStatsRequest(new PortNumber(port));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteZeros(4);
    }
}
