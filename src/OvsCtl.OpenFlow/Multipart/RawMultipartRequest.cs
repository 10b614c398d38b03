namespace OvsCtl.OpenFlow;

/// <summary>A request this library has no type for.</summary>
/// <param name="RawType">What is asked for.</param>
/// <param name="Body">What follows the multipart header.</param>
public sealed record RawMultipartRequest(MultipartType RawType, OctetString Body) : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => RawType;

    internal override void WritePart(OpenFlowWriter writer) => writer.WriteBytes(Body);
}
