using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Adds or changes a flow by what the packet says (NXAST_LEARN, NXAST_LEARN2).</summary>
public sealed record Learn : NiciraAction
{
    private const ushort NX_LEARN_F_WRITE_RESULT = 4;

    /// <summary>Idle timeout of the learned flow in seconds; 0 for none.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>Hard timeout of the learned flow in seconds; 0 for none.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>Its priority.</summary>
    public ushort Priority { get; init; } = FlowMod.DefaultPriority;

    /// <summary>Its mark.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>1 send_flow_rem, 2 delete_learned, 4 write the result.</summary>
    public ushort Flags { get; init; }

    /// <summary>The table it is put in.</summary>
    public byte Table { get; init; } = 1;

    /// <summary>Idle timeout once a TCP connection ends.</summary>
    public ushort FinIdleTimeout { get; init; }

    /// <summary>Hard timeout once a TCP connection ends.</summary>
    public ushort FinHardTimeout { get; init; }

    /// <summary>How many flows may be learned; 0 for any number.</summary>
    public uint Limit { get; init; }

    /// <summary>The bit that says whether the flow was learned.</summary>
    public Subfield? Result { get; init; }

    /// <summary>True for the second form, which has a limit and a result.</summary>
    public bool IsSecondForm { get; init; }

    /// <summary>What the flow matches on and does.</summary>
    public IReadOnlyList<LearnSpec> Specs { get; init => field = ValueList<LearnSpec>.Of(value); } = ValueList<LearnSpec>.Empty;

    internal override ushort Subtype => IsSecondForm ? (ushort)45 : (ushort)16;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var invariant = CultureInfo.InvariantCulture;
        List<string> parts = [string.Create(invariant, $"table={Table}")];
        if (IdleTimeout != 0) parts.Add(string.Create(invariant, $"idle_timeout={IdleTimeout}"));
        if (HardTimeout != 0) parts.Add(string.Create(invariant, $"hard_timeout={HardTimeout}"));
        if (FinIdleTimeout != 0) parts.Add(string.Create(invariant, $"fin_idle_timeout={FinIdleTimeout}"));
        if (FinHardTimeout != 0) parts.Add(string.Create(invariant, $"fin_hard_timeout={FinHardTimeout}"));
        if (Priority != FlowMod.DefaultPriority) parts.Add(string.Create(invariant, $"priority={Priority}"));
        if ((Flags & 1) != 0) parts.Add("send_flow_rem");
        if ((Flags & 2) != 0) parts.Add("delete_learned");
        if (Cookie.Value != 0) parts.Add("cookie=" + FieldText.Hex(Cookie.Value));
        if (Limit != 0) parts.Add(string.Create(invariant, $"limit={Limit}"));
        if (Result is { } result) parts.Add($"result_dst={result}");
        parts.AddRange(Specs.Select(spec => spec.ToString(portName)));
        return $"learn({string.Join(',', parts)})";
    }

    internal static Learn ReadBody(bool isSecondForm, ref OpenFlowReader reader)
    {
        // idle:2 hard:2 priority:2 cookie:8 flags:2 table:1 pad:1 fin_idle:2 fin_hard:2, then limit:4 result_dst_ofs:2 pad:2, specs
        var learn = new Learn
        {
            IsSecondForm = isSecondForm,
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            Priority = reader.ReadUInt16(),
            Cookie = new Cookie(reader.ReadUInt64()),
            Flags = reader.ReadUInt16(),
            Table = reader.ReadByte(),
        };
        reader.Skip(1);
        learn = learn with { FinIdleTimeout = reader.ReadUInt16(), FinHardTimeout = reader.ReadUInt16() };
        if (isSecondForm)
        {
            learn = learn with { Limit = reader.ReadUInt32() };
            var offset = reader.ReadUInt16();
            reader.Skip(2);
            if ((learn.Flags & NX_LEARN_F_WRITE_RESULT) != 0) learn = learn with { Result = new Subfield(ReadField(ref reader), offset, 1) };
        }

        var specs = new List<LearnSpec>();
        while (reader.Remaining >= 2 && LearnSpec.Read(ref reader) is { } spec) specs.Add(spec);
        return learn with { Specs = specs };
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt64(Cookie.Value);
        writer.WriteUInt16(Flags);
        writer.WriteByte(Table);
        writer.WriteByte(0);
        writer.WriteUInt16(FinIdleTimeout);
        writer.WriteUInt16(FinHardTimeout);
        if (IsSecondForm)
        {
            writer.WriteUInt32(Limit);
            writer.WriteUInt16((ushort)(Result?.Offset ?? 0));
            writer.WriteZeros(2);
            if (Result is { } result) WriteField(writer, result.Field);
        }

        foreach (var spec in Specs) spec.Write(writer);
    }
}
