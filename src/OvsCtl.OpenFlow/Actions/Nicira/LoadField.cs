namespace OvsCtl.OpenFlow;

/// <summary>Writes a number into bits of a field (NXAST_REG_LOAD).</summary>
/// <param name="Destination">Where to; at most 64 bits.</param>
/// <param name="Value">The number.</param>
public sealed record LoadField(Subfield Destination, ulong Value) : NiciraAction
{
    internal override ushort Subtype => 7;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"load:{FieldText.Hex(Value)}->{Destination}";

    internal static LoadField ReadBody(ref OpenFlowReader reader)
    {
        // ofs_nbits:2 dst:4 value:8
        var bits = reader.ReadUInt16();
        return new LoadField(Subfield.FromOffsetAndBits(ReadField(ref reader), bits), reader.ReadUInt64());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Destination.OffsetAndBits);
        WriteField(writer, Destination.Field);
        writer.WriteUInt64(Value);
    }
}
