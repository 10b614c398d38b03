namespace OvsCtl.OpenFlow;

/// <summary>Asks what the groups have treated (OFPMP_GROUP, ofp_group_stats_request).</summary>
/// <param name="GroupId">The group; <see cref="GroupId.All"/> for all of them.</param>
public sealed record GroupStatsRequest(GroupId GroupId) : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Group;

    internal static GroupStatsRequest ReadPart(ref OpenFlowReader reader)
    {
        var groupId = reader.ReadUInt32();
        reader.Skip(4);
        return new GroupStatsRequest(new GroupId(groupId));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt32(GroupId.Value);
        writer.WriteZeros(4);
    }
}
