namespace OvsCtl.OpenFlow;

/// <summary>What the groups have treated (OFPMP_GROUP).</summary>
/// <param name="Groups">The groups; the list is copied.</param>
public sealed record GroupStatsReply(IReadOnlyList<GroupStats> Groups) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Group;

    /// <summary>The groups, in the switch's order.</summary>
    public IReadOnlyList<GroupStats> Groups { get; init => field = ValueList<GroupStats>.Of(value); } = ValueList<GroupStats>.Of(Groups);

    internal static GroupStatsReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, GroupStats.Read, groups => new GroupStatsReply(groups));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var group in Groups) group.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Groups = [.. parts.SelectMany(part => ((GroupStatsReply)part).Groups)] };
}
