namespace OvsCtl.OpenFlow;

/// <summary>A reply this library has no type for, kept as it was; of several parts, the bodies one after the other.</summary>
/// <param name="RawType">What it is about.</param>
/// <param name="Body">What follows the multipart header.</param>
public sealed record RawMultipartReply(MultipartType RawType, OctetString Body) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => RawType;

    internal override void WritePart(OpenFlowWriter writer) => writer.WriteBytes(Body);

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Body = parts.SelectMany(part => ((RawMultipartReply)part).Body.ToArray()).ToArray() };
}
