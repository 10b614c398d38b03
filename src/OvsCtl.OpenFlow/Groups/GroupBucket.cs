namespace OvsCtl.OpenFlow;

/// <summary>One way a group may treat a packet (ofp_bucket).</summary>
public sealed record GroupBucket
{
    private const int HeaderSize = 16;

    /// <summary>The share of packets, relative to the other buckets; only in <see cref="GroupType.Select"/>, where Open vSwitch assumes 1.</summary>
    public ushort Weight { get; init; }

    /// <summary>The port whose state decides whether the bucket is live; <see cref="PortNumber.Any"/> for none.</summary>
    public PortNumber WatchPort { get; init; } = PortNumber.Any;

    /// <summary>The group whose state decides whether the bucket is live; <see cref="GroupId.Any"/> for none.</summary>
    public GroupId WatchGroup { get; init; } = GroupId.Any;

    /// <summary>What happens to the packet.</summary>
    public IReadOnlyList<FlowAction> Actions { get; init => field = ValueList<FlowAction>.Of(value); } = ValueList<FlowAction>.Empty;

    internal static IReadOnlyList<GroupBucket> ReadAll(ref OpenFlowReader reader)
    {
        var buckets = new List<GroupBucket>();
        while (!reader.IsAtEnd) buckets.Add(Read(ref reader));
        return buckets;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<GroupBucket> buckets)
    {
        foreach (var bucket in buckets) bucket.Write(writer);
    }

    private static GroupBucket Read(ref OpenFlowReader reader)
    {
        // len:2 weight:2 watch_port:4 watch_group:4 pad:4 actions; the length includes itself
        if (reader.Remaining < HeaderSize) throw new OpenFlowProtocolException($"A bucket has at least {HeaderSize} bytes; {reader.Remaining} are left.", OfpError.OFPGMFC_BAD_BUCKET);
        var length = reader.ReadUInt16();
        if (length < HeaderSize || length - 2 > reader.Remaining)
            throw new OpenFlowProtocolException($"A bucket says it has {length} bytes where {reader.Remaining + 2} are left.", OfpError.OFPGMFC_BAD_BUCKET);
        var body = reader.ReadNested(length - 2);
        var weight = body.ReadUInt16();
        var watchPort = body.ReadUInt32();
        var watchGroup = body.ReadUInt32();
        body.Skip(4);
        return new GroupBucket
        {
            Weight = weight,
            WatchPort = new PortNumber(watchPort),
            WatchGroup = new GroupId(watchGroup),
            Actions = FlowAction.ReadAll(ref body),
        };
    }

    private void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt16(Weight);
        writer.WriteUInt32(WatchPort.Value);
        writer.WriteUInt32(WatchGroup.Value);
        writer.WriteZeros(4);
        FlowAction.WriteAll(writer, Actions);
        writer.PatchLength(start, writer.Position - start);
    }
}
