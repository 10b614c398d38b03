namespace OvsCtl.OpenFlow;

/// <summary>What a group has treated (ofp_group_stats).</summary>
public sealed record GroupStats
{
    private const int HeaderSize = 40;
    private const int CounterSize = 16;

    /// <summary>The group.</summary>
    public GroupId GroupId { get; init; }

    /// <summary>How many flows and groups hand packets to it.</summary>
    public uint ReferenceCount { get; init; }

    /// <summary>How many packets it has treated.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes they had.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>How long it has existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    /// <summary>What each of its buckets has treated.</summary>
    public IReadOnlyList<BucketCounters> Buckets { get; init => field = ValueList<BucketCounters>.Of(value); } = ValueList<BucketCounters>.Empty;

    internal FlowDuration WireDuration { get; init; }

    internal static GroupStats Read(ref OpenFlowReader reader)
    {
        // length:2 pad:2 group_id:4 ref_count:4 pad:4 packets:8 bytes:8 duration_sec:4 duration_nsec:4, then packets:8 bytes:8 per bucket
        var length = reader.ReadUInt16();
        if (length < HeaderSize || (length - HeaderSize) % CounterSize != 0)
            throw new OpenFlowProtocolException($"The statistics of a group have {HeaderSize} bytes and {CounterSize} per bucket, not {length}.", OfpError.OFPBRC_BAD_LEN);
        var body = reader.ReadNested(length - 2);
        body.Skip(2);
        var group = body.ReadUInt32();
        var references = body.ReadUInt32();
        body.Skip(4);
        return new GroupStats
        {
            GroupId = new GroupId(group),
            ReferenceCount = references,
            PacketCount = body.ReadUInt64(),
            ByteCount = body.ReadUInt64(),
            WireDuration = FlowDuration.Read(ref body),
            Buckets = ReadBuckets(ref body),
        };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteZeros(2);
        writer.WriteUInt32(GroupId.Value);
        writer.WriteUInt32(ReferenceCount);
        writer.WriteZeros(4);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        WireDuration.Write(writer);
        foreach (var bucket in Buckets)
        {
            writer.WriteUInt64(bucket.PacketCount);
            writer.WriteUInt64(bucket.ByteCount);
        }

        writer.PatchLength(start, writer.Position - start);
    }

    private static List<BucketCounters> ReadBuckets(ref OpenFlowReader body)
    {
        var buckets = new List<BucketCounters>(body.Remaining / CounterSize);
        while (!body.IsAtEnd) buckets.Add(new BucketCounters(body.ReadUInt64(), body.ReadUInt64()));
        return buckets;
    }
}
