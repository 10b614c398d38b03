namespace OvsCtl.OpenFlow;

/// <summary>A change of a flow (nx_flow_update_full, nx_flow_update_abbrev).</summary>
public sealed record FlowUpdate
{
    private const int HeaderSize = 4, AbbreviatedSize = 8, FullSize = 24;

    /// <summary>What happened.</summary>
    public FlowUpdateEvent Event { get; init; }

    /// <summary>Which request it was; only of <see cref="FlowUpdateEvent.Abbreviated"/>, of which nothing else is said.</summary>
    public Xid Xid { get; init; }

    /// <summary>Why it was deleted, if it was (ofp_flow_removed_reason).</summary>
    public ushort Reason { get; init; }

    /// <summary>The priority of the flow.</summary>
    public ushort Priority { get; init; }

    /// <summary>Its idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>Its hard timeout in seconds.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The table it is in.</summary>
    public TableId TableId { get; init; }

    /// <summary>The cookie of the flow.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>Which packets it is for.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What it does, if that was asked for.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init => field = ValueList<Instruction>.Of(value); } = ValueList<Instruction>.Empty;

    // Says what the match says itself.
    private ushort? WireMatchLength { get; init; }

    internal static FlowUpdate Read(ref OpenFlowReader reader)
    {
        // length:2 event:2, then of an abbreviated one xid:4
        var length = reader.ReadUInt16();
        var what = (FlowUpdateEvent)reader.ReadUInt16();
        if (length % 8 != 0 || length - HeaderSize > reader.Remaining) throw BadLength(length);
        if (what > FlowUpdateEvent.Abbreviated) throw new OpenFlowProtocolException($"{(ushort)what} is nothing that happens to a flow.", OfpError.NXBRC_FM_BAD_EVENT);
        if (what == FlowUpdateEvent.Abbreviated ? length != AbbreviatedSize : length < FullSize) throw BadLength(length);
        var body = reader.ReadNested(length - HeaderSize);
        return what == FlowUpdateEvent.Abbreviated ? new FlowUpdate { Event = what, Xid = new Xid(body.ReadUInt32()) } : ReadFull(ref body, what);
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(AbbreviatedSize);
        writer.WriteUInt16((ushort)Event);
        if (Event == FlowUpdateEvent.Abbreviated)
        {
            writer.WriteUInt32(Xid.Value);
            return;
        }

        writer.WriteUInt16(Reason);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        var lengthAt = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteByte(TableId.Value);
        writer.WriteZeros(1);
        writer.WriteUInt64(Cookie.Value);
        var matchAt = writer.Position;
        Match.Write(writer);
        writer.PatchLength(lengthAt, WireMatchLength ?? writer.Position - matchAt);
        Instruction.WriteAll(writer, Instructions);
        writer.PatchLength(start, writer.Position - start);
    }

    private static FlowUpdate ReadFull(ref OpenFlowReader body, FlowUpdateEvent what)
    {
        // reason:2 priority:2 idle:2 hard:2 match_len:2 table_id:1 pad:1 cookie:8 match instructions
        var update = new FlowUpdate
        {
            Event = what,
            Reason = body.ReadUInt16(),
            Priority = body.ReadUInt16(),
            IdleTimeout = body.ReadUInt16(),
            HardTimeout = body.ReadUInt16(),
            WireMatchLength = body.ReadUInt16(),
            TableId = new TableId(body.ReadByte()),
        };
        body.Skip(1);
        update = update with { Cookie = new Cookie(body.ReadUInt64()) };
        if (update.WireMatchLength > body.Remaining) throw BadLength(update.WireMatchLength ?? 0);
        update = update with { Match = Match.Read(ref body) };
        var instructions = body.ReadNested(body.Remaining, OfpError.OFPBIC_BAD_LEN);
        return update with { Instructions = Instruction.ReadAll(ref instructions) };
    }

    private static OpenFlowProtocolException BadLength(int length) => new($"A flow update of {length} bytes is impossible here.", OfpError.OFPBRC_BAD_LEN);
}
