namespace OvsCtl.OpenFlow;

/// <summary>Asks for the ports (OFPMP_PORT_DESC).</summary>
public sealed record PortDescRequest : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.PortDesc;

    internal override void WritePart(OpenFlowWriter writer)
    {
    }
}
