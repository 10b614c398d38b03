using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Groups, their buckets and statistics.</summary>
internal static class GroupText
{
    // Commands of OpenFlow 1.5 that Open vSwitch also takes, without a bucket's number, in 1.3.
    private const GroupModCommand InsertBucket = (GroupModCommand)3;
    private const GroupModCommand RemoveBucket = (GroupModCommand)5;

    private static readonly string[] s_types = ["all", "select", "indirect", "ff"];

    private static readonly string[] s_typeTitles = ["all", "select", "indirect", "fast failover"];

    public static void Append(StringBuilder text, GroupMod message)
    {
        Check(message);
        var command = message.Command switch
        {
            GroupModCommand.Add => "ADD",
            GroupModCommand.Modify => "MOD",
            GroupModCommand.AddOrModify => "ADD_OR_MOD",
            InsertBucket => "INSERT_BUCKET",
            RemoveBucket => "REMOVE_BUCKET",
            _ => "DEL",
        };
        text.Append("\n ").Append(command).Append(' ');
        Append(text, message.GroupId, message.Type, message.Buckets, hidesType: message.Command is InsertBucket or RemoveBucket);
    }

    public static void AppendRequest(StringBuilder text, GroupId group) => text.Append(CultureInfo.InvariantCulture, $" group_id={group}");

    public static void Append(StringBuilder text, GroupDescReply reply)
    {
        foreach (var group in reply.Groups)
        {
            CheckBuckets(group.Buckets);
            text.Append("\n ");
            Append(text, group.GroupId, group.Type, group.Buckets);
        }
    }

    public static void Append(StringBuilder text, GroupStatsReply reply)
    {
        var invariant = CultureInfo.InvariantCulture;
        foreach (var group in reply.Groups)
        {
            text.Append(invariant, $"\n group_id={group.GroupId.Value},");
            if (!group.WireDuration.IsUnknown) text.Append(invariant, $"duration={group.WireDuration}s,");
            text.Append(invariant, $"ref_count={group.ReferenceCount},packet_count={group.PacketCount},byte_count={group.ByteCount}");
            for (var i = 0; i < group.Buckets.Count; i++)
            {
                var bucket = group.Buckets[i];
                if (bucket.PacketCount != ulong.MaxValue) text.Append(invariant, $",bucket{i}:packet_count={bucket.PacketCount},byte_count={bucket.ByteCount}");
            }
        }
    }

    public static void Append(StringBuilder text, GroupFeaturesReply reply)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"\n Group table:\n    Types:  0x{reply.Types:x}\n    Capabilities:  0x{(uint)reply.Capabilities:x}\n");
        GroupTypeFeatures[] types = [reply.All, reply.Select, reply.Indirect, reply.FastFailover];
        for (var i = 0; i < types.Length; i++)
        {
            if ((reply.Types >> i & 1) == 0) continue;
            text.Append(invariant, $"    {s_typeTitles[i]} group:\n       max_groups={FieldText.Hex(types[i].MaxGroups)}\n");
            text.Append("       actions: ").Append(ActionTypesText.Format(types[i].Actions)).Append('\n');
        }
    }

    private static void Append(StringBuilder text, GroupId group, GroupType type, IReadOnlyList<GroupBucket> buckets, bool hidesType = false)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"group_id={group.Value}");
        if (!hidesType) text.Append(",type=").Append((int)type < s_types.Length ? s_types[(int)type] : "unknown");
        foreach (var bucket in buckets)
        {
            text.Append(",bucket=");
            if (bucket.Weight != (type == GroupType.Select ? 1 : 0)) text.Append(invariant, $"weight:{bucket.Weight},");
            if (bucket.WatchPort != PortNumber.Any) text.Append(invariant, $"watch_port:{PortRange.Format(bucket.WatchPort)},");
            if (bucket.WatchGroup != GroupId.Any) text.Append(invariant, $"watch_group:{bucket.WatchGroup.Value},");
            text.Append("actions=").Append(bucket.Actions.Count == 0 ? "drop" : FlowText.ActionList(bucket.Actions, null));
        }
    }

    private static void CheckBuckets(IReadOnlyList<GroupBucket> buckets)
    {
        foreach (var bucket in buckets)
        {
            Acceptance.CheckActions(bucket.Actions);
            PortRange.Check(bucket.WatchPort, OfpError.OFPGMFC_BAD_WATCH);
        }
    }

    private static void Check(GroupMod message)
    {
        CheckBuckets(message.Buckets);
        if (message.Command == GroupModCommand.Delete && message.Buckets.Count > 0) throw Invalid("A group that is deleted has no buckets.");
        if ((int)message.Type >= s_types.Length) throw Refused($"There is no group of type {(byte)message.Type}.", OfpError.OFPGMFC_BAD_TYPE);
        if (message.Type == GroupType.Indirect && message.Command != GroupModCommand.Delete && message.Buckets.Count != 1) throw Invalid("An indirect group has one bucket.");
        if (message.Command == RemoveBucket && message.Buckets.Count > 0) throw Refused("Buckets to remove have no content.", OfpError.OFPGMFC_BAD_BUCKET);
        if (!Enum.IsDefined(message.Command) && message.Command is not (InsertBucket or RemoveBucket))
            throw Refused($"There is no command {(ushort)message.Command} on groups.", OfpError.OFPGMFC_BAD_COMMAND);
        foreach (var bucket in message.Buckets) Check(bucket, message);
    }

    private static void Check(GroupBucket bucket, GroupMod message)
    {
        if (bucket.Weight != 0 && message.Type != GroupType.Select && message.Command != InsertBucket) throw Invalid("Only buckets of a select group have weights.");
        var isWatched = bucket.WatchPort != PortNumber.Any || bucket.WatchGroup != GroupId.Any;
        if (isWatched && message.Type is (GroupType.All or GroupType.Indirect))
            throw Refused("Only buckets of select and fast failover groups watch a port or group.", OfpError.OFPGMFC_WATCH_UNSUPPORTED);
        if (!isWatched && message.Type == GroupType.FastFailover) throw Invalid("Every bucket of a fast failover group watches a port or group.");
    }

    private static OpenFlowProtocolException Invalid(string message) => Refused(message, OfpError.OFPGMFC_INVALID_GROUP);

    private static OpenFlowProtocolException Refused(string message, OfpError error) => new(message, error);
}
