namespace OvsCtl.OpenFlow;

/// <summary>A group the switch has (ofp_group_desc).</summary>
public sealed record GroupDescription
{
    private const int HeaderSize = 8;

    /// <summary>The group.</summary>
    public GroupId GroupId { get; init; }

    /// <summary>What it does with its buckets.</summary>
    public GroupType Type { get; init; }

    /// <summary>Its buckets.</summary>
    public IReadOnlyList<GroupBucket> Buckets { get; init => field = ValueList<GroupBucket>.Of(value); } = ValueList<GroupBucket>.Empty;

    internal static GroupDescription Read(ref OpenFlowReader reader)
    {
        // length:2 type:1 pad:1 group_id:4 buckets; the length includes itself
        var length = reader.ReadUInt16();
        if (length < HeaderSize) throw new OpenFlowProtocolException($"A group of {length} bytes is too short; at least {HeaderSize} are due.", OfpError.OFPBRC_BAD_LEN);
        var body = reader.ReadNested(length - 2);
        var type = (GroupType)body.ReadByte();
        body.Skip(1);
        return new GroupDescription { Type = type, GroupId = new GroupId(body.ReadUInt32()), Buckets = GroupBucket.ReadAll(ref body) };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteByte((byte)Type);
        writer.WriteZeros(1);
        writer.WriteUInt32(GroupId.Value);
        GroupBucket.WriteAll(writer, Buckets);
        writer.PatchLength(start, writer.Position - start);
    }
}
