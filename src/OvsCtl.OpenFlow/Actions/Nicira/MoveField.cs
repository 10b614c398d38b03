namespace OvsCtl.OpenFlow;

/// <summary>Copies bits from one field to another (NXAST_REG_MOVE, or ONF copy field).</summary>
/// <param name="Source">Where from.</param>
/// <param name="Destination">Where to; as many bits.</param>
/// <param name="IsOnf">True for the ONF's form.</param>
public sealed record MoveField(Subfield Source, Subfield Destination, bool IsOnf = false) : NiciraAction
{
    internal override ushort Subtype => IsOnf ? ONFACT_COPY_FIELD : (ushort)6;

    internal const ushort ONFACT_COPY_FIELD = 3200;

    internal override uint Vendor => IsOnf ? ONF_VENDOR_ID : NX_VENDOR_ID;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"move:{Source}->{Destination}";

    internal static MoveField ReadBody(bool isOnf, ref OpenFlowReader reader)
    {
        // n_bits:2 src_ofs:2 dst_ofs:2 src dst, in the ONF's form with 2 bytes of padding before and after the numbers
        if (isOnf) reader.Skip(2);
        var bits = reader.ReadUInt16();
        var from = reader.ReadUInt16();
        var to = reader.ReadUInt16();
        if (isOnf) reader.Skip(2);
        var source = ReadField(ref reader);
        return new MoveField(new Subfield(source, from, bits), new Subfield(ReadField(ref reader), to, bits), isOnf);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        if (IsOnf) writer.WriteZeros(2);
        writer.WriteUInt16((ushort)Source.BitCount);
        writer.WriteUInt16((ushort)Source.Offset);
        writer.WriteUInt16((ushort)Destination.Offset);
        if (IsOnf) writer.WriteZeros(2);
        WriteField(writer, Source.Field);
        WriteField(writer, Destination.Field);
    }
}
