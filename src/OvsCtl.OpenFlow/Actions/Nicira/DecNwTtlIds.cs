namespace OvsCtl.OpenFlow;

/// <summary>Takes one off the time to live; when it runs out, the controllers with these ids hear of it (NXAST_DEC_TTL_CNT_IDS).</summary>
/// <param name="ControllerIds">The ids; the list is copied.</param>
public sealed record DecNwTtlIds(IReadOnlyList<ushort> ControllerIds) : NiciraAction
{
    internal override ushort Subtype => 21;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"dec_ttl({string.Join(',', ControllerIds)})";

    /// <summary>The ids.</summary>
    public IReadOnlyList<ushort> ControllerIds { get; init => field = ValueList<ushort>.Of(value); } = ValueList<ushort>.Of(ControllerIds);

    internal static DecNwTtlIds ReadBody(ref OpenFlowReader reader)
    {
        // n_controllers:2 zeros:4 ids
        var count = reader.ReadUInt16();
        reader.Skip(4);
        var ids = new List<ushort>();
        for (var i = 0; i < count; i++) ids.Add(reader.ReadUInt16());
        return new DecNwTtlIds(ids);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)ControllerIds.Count);
        writer.WriteZeros(4);
        foreach (var id in ControllerIds) writer.WriteUInt16(id);
    }
}
