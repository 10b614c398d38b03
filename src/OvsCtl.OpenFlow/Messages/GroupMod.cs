namespace OvsCtl.OpenFlow;

/// <summary>Adds, changes or deletes a group (OFPT_GROUP_MOD, ofp_group_mod). The switch answers only when it refuses.</summary>
public sealed record GroupMod : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.GroupMod;

    /// <summary>What to do.</summary>
    public GroupModCommand Command { get; init; }

    /// <summary>What the group does with its buckets.</summary>
    public GroupType Type { get; init; }

    /// <summary>The group.</summary>
    public GroupId GroupId { get; init; }

    /// <summary>Its buckets; none to delete.</summary>
    public IReadOnlyList<GroupBucket> Buckets { get; init => field = ValueList<GroupBucket>.Of(value); } = ValueList<GroupBucket>.Empty;

    internal static GroupMod ReadBody(ref OpenFlowReader reader)
    {
        // command:2 type:1 pad:1 group_id:4 buckets
        var command = (GroupModCommand)reader.ReadUInt16();
        var type = (GroupType)reader.ReadByte();
        reader.Skip(1);
        return new GroupMod { Command = command, Type = type, GroupId = new GroupId(reader.ReadUInt32()), Buckets = GroupBucket.ReadAll(ref reader) };
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)Command);
        writer.WriteByte((byte)Type);
        writer.WriteZeros(1);
        writer.WriteUInt32(GroupId.Value);
        GroupBucket.WriteAll(writer, Buckets);
    }
}
