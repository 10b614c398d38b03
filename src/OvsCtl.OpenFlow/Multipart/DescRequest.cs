namespace OvsCtl.OpenFlow;

/// <summary>Asks who made the switch (OFPMP_DESC).</summary>
public sealed record DescRequest : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Desc;

    internal override void WritePart(OpenFlowWriter writer)
    {
    }
}
