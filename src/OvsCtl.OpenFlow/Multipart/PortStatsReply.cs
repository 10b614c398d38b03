namespace OvsCtl.OpenFlow;

/// <summary>What the ports have received and sent (OFPMP_PORT_STATS).</summary>
/// <param name="Ports">The ports; the list is copied.</param>
public sealed record PortStatsReply(IReadOnlyList<PortStats> Ports) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.PortStats;

    /// <summary>The ports, in the switch's order.</summary>
    public IReadOnlyList<PortStats> Ports { get; init => field = ValueList<PortStats>.Of(value); } = ValueList<PortStats>.Of(Ports);

    internal static PortStatsReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, PortStats.Read, ports => new PortStatsReply(ports));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var port in Ports) port.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Ports = [.. parts.SelectMany(part => ((PortStatsReply)part).Ports)] };
}
