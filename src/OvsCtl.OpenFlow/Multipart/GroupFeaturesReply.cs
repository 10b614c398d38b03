namespace OvsCtl.OpenFlow;

/// <summary>What the switch can do with groups (OFPMP_GROUP_FEATURES, ofp_group_features).</summary>
public sealed record GroupFeaturesReply : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.GroupFeatures;

    /// <summary>The types of group it has: bit n for type n (<see cref="GroupType"/>).</summary>
    public uint Types { get; init; }

    /// <summary>What it can do with them.</summary>
    public GroupCapabilities Capabilities { get; init; }

    /// <summary>What it offers for <see cref="GroupType.All"/>.</summary>
    public GroupTypeFeatures All { get; init; }

    /// <summary>What it offers for <see cref="GroupType.Select"/>.</summary>
    public GroupTypeFeatures Select { get; init; }

    /// <summary>What it offers for <see cref="GroupType.Indirect"/>.</summary>
    public GroupTypeFeatures Indirect { get; init; }

    /// <summary>What it offers for <see cref="GroupType.FastFailover"/>.</summary>
    public GroupTypeFeatures FastFailover { get; init; }

    internal static GroupFeaturesReply ReadPart(ref OpenFlowReader reader)
    {
        // types:4 capabilities:4 max_groups:4*4 actions:4*4
        var types = reader.ReadUInt32();
        var capabilities = (GroupCapabilities)reader.ReadUInt32();
        Span<uint> maxGroups = [reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32()];
        return new GroupFeaturesReply
        {
            Types = types,
            Capabilities = capabilities,
            All = new GroupTypeFeatures(maxGroups[0], reader.ReadUInt32()),
            Select = new GroupTypeFeatures(maxGroups[1], reader.ReadUInt32()),
            Indirect = new GroupTypeFeatures(maxGroups[2], reader.ReadUInt32()),
            FastFailover = new GroupTypeFeatures(maxGroups[3], reader.ReadUInt32()),
        };
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        GroupTypeFeatures[] types = [All, Select, Indirect, FastFailover];
        writer.WriteUInt32(Types);
        writer.WriteUInt32((uint)Capabilities);
        foreach (var type in types) writer.WriteUInt32(type.MaxGroups);
        foreach (var type in types) writer.WriteUInt32(type.Actions);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        throw new OpenFlowProtocolException("The features of groups have one part only.");
}
