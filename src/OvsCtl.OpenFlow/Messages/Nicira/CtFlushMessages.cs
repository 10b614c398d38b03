namespace OvsCtl.OpenFlow;

/// <summary>Forgets the tracked connections of a zone (NXT_CT_FLUSH_ZONE, nx_zone_id). It is not answered.</summary>
/// <param name="Zone">The zone.</param>
public sealed record CtFlushZone(ushort Zone) : ExperimenterMessage
{
    internal const uint NXT_CT_FLUSH_ZONE = 29;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_CT_FLUSH_ZONE;

    internal static CtFlushZone ReadRest(ref OpenFlowReader reader)
    {
        // zero:6 zone_id:2
        reader.Skip(6);
        return new CtFlushZone(reader.ReadUInt16());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
        writer.WriteUInt16(Zone);
    }
}

/// <summary>Forgets tracked connections by their addresses and ports (NXT_CT_FLUSH, nx_ct_flush). It is not answered.</summary>
/// <param name="IpProtocol">The protocol over IP; 0 for any.</param>
/// <param name="Properties">What else they have: the tuple of the original direction (0) or of replies (1), the zone (2).</param>
public sealed record CtFlush(byte IpProtocol, IReadOnlyList<MessageProperty> Properties) : ExperimenterMessage
{
    internal const uint NXT_CT_FLUSH = 32;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_CT_FLUSH;

    /// <summary>What else they have, in order.</summary>
    public IReadOnlyList<MessageProperty> Properties { get; init => field = ValueList<MessageProperty>.Of(value); } = Properties;

    internal static CtFlush ReadRest(ref OpenFlowReader reader)
    {
        // ip_proto:1 pad:7 properties
        var protocol = reader.ReadByte();
        if (reader.ReadSpan(7).IndexOfAnyExcept((byte)0) >= 0) throw new OpenFlowProtocolException("Bytes that must be zero are not.", OfpError.NXBRC_MUST_BE_ZERO);
        return new CtFlush(protocol, MessageProperty.ReadAll(ref reader));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteByte(IpProtocol);
        writer.WriteZeros(7);
        MessageProperty.WriteAll(writer, Properties);
    }
}
