namespace OvsCtl.OpenFlow;

/// <summary>What the meters have seen (OFPMP_METER).</summary>
/// <param name="Meters">The meters; the list is copied.</param>
public sealed record MeterStatsReply(IReadOnlyList<MeterStats> Meters) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Meter;

    /// <summary>The meters, in the switch's order.</summary>
    public IReadOnlyList<MeterStats> Meters { get; init => field = ValueList<MeterStats>.Of(value); } = ValueList<MeterStats>.Of(Meters);

    internal static MeterStatsReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, MeterStats.Read, meters => new MeterStatsReply(meters));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var meter in Meters) meter.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Meters = [.. parts.SelectMany(part => ((MeterStatsReply)part).Meters)] };
}
