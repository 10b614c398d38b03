namespace OvsCtl.OpenFlow;

/// <summary>The ports (OFPMP_PORT_DESC).</summary>
/// <param name="Ports">The ports; the list is copied.</param>
public sealed record PortDescReply(IReadOnlyList<PortDescription> Ports) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.PortDesc;

    /// <summary>The ports, in the switch's order.</summary>
    public IReadOnlyList<PortDescription> Ports { get; init => field = ValueList<PortDescription>.Of(value); } = ValueList<PortDescription>.Of(Ports);

    internal static PortDescReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, PortDescription.Read, ports => new PortDescReply(ports));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var port in Ports) port.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Ports = [.. parts.SelectMany(part => ((PortDescReply)part).Ports)] };
}
