namespace OvsCtl.OpenFlow;

/// <summary>The groups (OFPMP_GROUP_DESC).</summary>
/// <param name="Groups">The groups; the list is copied.</param>
public sealed record GroupDescReply(IReadOnlyList<GroupDescription> Groups) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.GroupDesc;

    /// <summary>The groups, in the switch's order.</summary>
    public IReadOnlyList<GroupDescription> Groups { get; init => field = ValueList<GroupDescription>.Of(value); } = ValueList<GroupDescription>.Of(Groups);

    internal static GroupDescReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, GroupDescription.Read, groups => new GroupDescReply(groups));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var group in Groups) group.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Groups = [.. parts.SelectMany(part => ((GroupDescReply)part).Groups)] };
}
