namespace OvsCtl.OpenFlow;

/// <summary>The meters (OFPMP_METER_CONFIG).</summary>
/// <param name="Meters">The meters; the list is copied.</param>
public sealed record MeterConfigReply(IReadOnlyList<MeterConfiguration> Meters) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.MeterConfig;

    /// <summary>The meters, in the switch's order.</summary>
    public IReadOnlyList<MeterConfiguration> Meters { get; init => field = ValueList<MeterConfiguration>.Of(value); } = ValueList<MeterConfiguration>.Of(Meters);

    internal static MeterConfigReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, MeterConfiguration.Read, meters => new MeterConfigReply(meters));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var meter in Meters) meter.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Meters = [.. parts.SelectMany(part => ((MeterConfigReply)part).Meters)] };
}
