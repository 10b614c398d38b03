namespace OvsCtl.OpenFlow;

/// <summary>Puts a header on (NXAST_ENCAP).</summary>
/// <param name="PacketType">The header: name space and type.</param>
/// <param name="HeaderSize">Its size in bytes; 0 for the usual one.</param>
/// <param name="Properties">Properties as on the wire (ofp_ed_prop_header), each padded to 8 bytes.</param>
public sealed record Encapsulate(uint PacketType, ushort HeaderSize, OctetString Properties) : NiciraAction
{
    internal override ushort Subtype => 46;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var header = PacketType switch { 0 => "ethernet", 0x1894f => "nsh", 0x18847 => "mpls", 0x18848 => "mpls_mc", _ => "UNKNOWN" };
        return Properties.IsEmpty ? $"encap({header})" : $"encap({header}({EncapProperties.Format(Properties)}))";
    }

    internal static Encapsulate ReadBody(ref OpenFlowReader reader)
    {
        // hdr_size:2 new_pkt_type:4 properties
        var size = reader.ReadUInt16();
        return new Encapsulate(reader.ReadUInt32(), size, reader.ReadRest());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(HeaderSize);
        writer.WriteUInt32(PacketType);
        writer.WriteBytes(Properties);
    }
}
