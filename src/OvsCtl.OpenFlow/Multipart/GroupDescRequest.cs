namespace OvsCtl.OpenFlow;

/// <summary>Asks for the groups (OFPMP_GROUP_DESC).</summary>
public sealed record GroupDescRequest : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.GroupDesc;

    internal override void WritePart(OpenFlowWriter writer)
    {
    }
}
