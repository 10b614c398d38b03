namespace OvsCtl.OpenFlow;

/// <summary>Adds, changes or deletes flows (OFPT_FLOW_MOD, ofp_flow_mod). The switch answers only when it refuses.</summary>
public sealed record FlowMod : OpenFlowMessage
{
    /// <summary>The priority Open vSwitch assumes, and leaves out of its text.</summary>
    public const ushort DefaultPriority = 0x8000;

    /// <summary>OFP_NO_BUFFER: the flow-mod is about no packet that was held back.</summary>
    public const uint NoBuffer = 0xffffffff;

    /// <summary>OFPG_ANY: no group in particular.</summary>
    public const uint AnyGroup = 0xffffffff;

    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.FlowMod;

    /// <summary>What to do.</summary>
    public FlowModCommand Command { get; init; }

    /// <summary>The table; <see cref="TableId.All"/> only to delete.</summary>
    public TableId TableId { get; init; }

    /// <summary>Which flow wins where several match: the highest.</summary>
    public ushort Priority { get; init; } = DefaultPriority;

    /// <summary>The mark of the flow, or with <see cref="CookieMask"/> of the flows to change or delete.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>Which bits of the cookie select flows to change or delete; 0 for all flows. Without meaning for an add.</summary>
    public Cookie CookieMask { get; init; }

    /// <summary>The flow goes after this many seconds without a packet; 0 for never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow goes after this many seconds; 0 for never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The packet held back that the new flow shall treat; <see cref="NoBuffer"/> for none.</summary>
    public uint BufferId { get; init; } = NoBuffer;

    /// <summary>Only flows that output to this port are deleted; <see cref="PortNumber.Any"/> for all.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows that output to this group are deleted; <see cref="AnyGroup"/> for all.</summary>
    public uint OutGroup { get; init; } = AnyGroup;

    /// <summary>How the flow is kept.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>Which packets.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What to do with them; none to drop them.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init => field = ValueList<Instruction>.Of(value); } = ValueList<Instruction>.Empty;

    internal static FlowMod ReadBody(ref OpenFlowReader reader)
    {
        // cookie:8 cookie_mask:8 table_id:1 command:1 idle:2 hard:2 priority:2 buffer_id:4 out_port:4 out_group:4 flags:2 pad:2
        // match instructions
        var message = new FlowMod
        {
            Cookie = new Cookie(reader.ReadUInt64()),
            CookieMask = new Cookie(reader.ReadUInt64()),
            TableId = new TableId(reader.ReadByte()),
            Command = (FlowModCommand)reader.ReadByte(),
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            Priority = reader.ReadUInt16(),
            BufferId = reader.ReadUInt32(),
            OutPort = new PortNumber(reader.ReadUInt32()),
            OutGroup = reader.ReadUInt32(),
            Flags = (FlowModFlags)reader.ReadUInt16(),
        };
        reader.Skip(2);
        return message with { Match = Match.Read(ref reader), Instructions = Instruction.ReadAll(ref reader) };
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt64(Cookie.Value);
        writer.WriteUInt64(CookieMask.Value);
        writer.WriteByte(TableId.Value);
        writer.WriteByte((byte)Command);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt32(BufferId);
        writer.WriteUInt32(OutPort.Value);
        writer.WriteUInt32(OutGroup);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteZeros(2);
        Match.Write(writer);
        Instruction.WriteAll(writer, Instructions);
    }
}
