namespace OvsCtl.OpenFlow;

/// <summary>Asks about flows: those of <see cref="FlowStatsRequest"/> and <see cref="AggregateStatsRequest"/>. What is not set asks for all.</summary>
public abstract record FlowSelection : MultipartRequest
{
    private protected FlowSelection()
    {
    }

    /// <summary>Only flows of this table.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>Only flows that output to this port.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows that output to this group.</summary>
    public uint OutGroup { get; init; } = FlowMod.AnyGroup;

    /// <summary>Only flows with this cookie, as far as the mask says.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>Which bits of the cookie count; 0 for none.</summary>
    public Cookie CookieMask { get; init; }

    /// <summary>Only flows whose match is covered by this one.</summary>
    public Match Match { get; init; } = Match.Any;

    internal static TRequest ReadPart<TRequest>(ref OpenFlowReader reader)
        where TRequest : FlowSelection, new()
    {
        // table_id:1 pad:3 out_port:4 out_group:4 pad:4 cookie:8 cookie_mask:8 match
        var table = reader.ReadByte();
        reader.Skip(3);
        var outPort = reader.ReadUInt32();
        var outGroup = reader.ReadUInt32();
        reader.Skip(4);
        var request = new TRequest
        {
            TableId = new TableId(table),
            OutPort = new PortNumber(outPort),
            OutGroup = outGroup,
            Cookie = new Cookie(reader.ReadUInt64()),
            CookieMask = new Cookie(reader.ReadUInt64()),
        };
        try
        {
            return request with { Match = Match.Read(ref reader) };
        }
        catch (OpenFlowProtocolException e)
        {
            e.Decoded = request;
            throw;
        }
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteByte(TableId.Value);
        writer.WriteZeros(3);
        writer.WriteUInt32(OutPort.Value);
        writer.WriteUInt32(OutGroup);
        writer.WriteZeros(4);
        writer.WriteUInt64(Cookie.Value);
        writer.WriteUInt64(CookieMask.Value);
        Match.Write(writer);
    }
}
