namespace OvsCtl.OpenFlow;

/// <summary>A flow the switch has (ofp_flow_stats).</summary>
public sealed record FlowStats
{
    private const int HeaderSize = 48;

    /// <summary>The table it is in.</summary>
    public TableId TableId { get; init; }

    /// <summary>Its priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>Its mark.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>How many packets it matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes they had.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>How long it has existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    /// <summary>Its idle timeout in seconds; 0 for none.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>Its hard timeout in seconds; 0 for none.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>How it is kept.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>Which packets it is for.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What it does with them.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init => field = ValueList<Instruction>.Of(value); } = ValueList<Instruction>.Empty;

    internal FlowDuration WireDuration { get; init; }

    /// <summary>The flow as a line of <c>ovs-ofctl dump-flows</c>.</summary>
    public override string ToString() => FlowText.FlowStats(this);

    internal static FlowStats Read(ref OpenFlowReader reader)
    {
        // length:2 table_id:1 pad:1 duration_sec:4 duration_nsec:4 priority:2 idle:2 hard:2 flags:2 pad:4 cookie:8 packets:8 bytes:8
        // match instructions; the length includes itself
        var length = reader.ReadUInt16();
        if (length < HeaderSize) throw new OpenFlowProtocolException($"A flow of {length} bytes is too short; at least {HeaderSize} are due.", OfpError.OFPBRC_BAD_LEN);
        var table = reader.ReadByte();
        reader.Skip(1);
        var duration = FlowDuration.Read(ref reader);
        var priority = reader.ReadUInt16();
        var idle = reader.ReadUInt16();
        var hard = reader.ReadUInt16();
        var flags = reader.ReadUInt16();
        reader.Skip(4);
        return new FlowStats
        {
            TableId = new TableId(table),
            WireDuration = duration,
            Priority = priority,
            IdleTimeout = idle,
            HardTimeout = hard,
            Flags = (FlowModFlags)flags,
            Cookie = new Cookie(reader.ReadUInt64()),
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Match = ReadMatch(ref reader, length - HeaderSize, out var left),
            Instructions = ReadInstructions(ref reader, left),
        };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteByte(TableId.Value);
        writer.WriteByte(0);
        WireDuration.Write(writer);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteZeros(4);
        writer.WriteUInt64(Cookie.Value);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        Match.Write(writer);
        Instruction.WriteAll(writer, Instructions);
        writer.PatchLength(start, writer.Position - start);
    }

    private static Match ReadMatch(ref OpenFlowReader reader, int size, out int left)
    {
        var before = reader.Remaining;
        var match = Match.Read(ref reader);
        left = size - (before - reader.Remaining);
        return match;
    }

    private static IReadOnlyList<Instruction> ReadInstructions(ref OpenFlowReader reader, int size)
    {
        if (size < 0 || size > reader.Remaining) throw new OpenFlowProtocolException($"A flow has {size} bytes of instructions where {reader.Remaining} are left.", OfpError.OFPBIC_BAD_LEN);
        var instructions = reader.ReadNested(size);
        return Instruction.ReadAll(ref instructions);
    }
}
