namespace OvsCtl.OpenFlow;

/// <summary>Outputs to the port whose number is in a field (NXAST_OUTPUT_REG, NXAST_OUTPUT_REG2).</summary>
/// <param name="Source">Where the number is.</param>
/// <param name="MaxLength">To the controller: how many bytes of the packet.</param>
public sealed record OutputField(Subfield Source, ushort MaxLength) : NiciraAction
{
    /// <summary>True for the second form, which has room for fields with a header of eight bytes.</summary>
    public bool IsSecondForm { get; init; } = Source.Field.Experimenter != 0;

    internal override ushort Subtype => IsSecondForm ? (ushort)32 : (ushort)15;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"output:{Source}";

    internal static OutputField ReadBody(bool isSecondForm, ref OpenFlowReader reader)
    {
        // ofs_nbits:2 src:4 max_len:2 zero:6, in the second form ofs_nbits:2 max_len:2 src
        var bits = reader.ReadUInt16();
        if (isSecondForm)
        {
            var length = reader.ReadUInt16();
            return new OutputField(Subfield.FromOffsetAndBits(ReadField(ref reader), bits), length) { IsSecondForm = true };
        }

        return new OutputField(Subfield.FromOffsetAndBits(ReadField(ref reader), bits), reader.ReadUInt16());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Source.OffsetAndBits);
        if (!IsSecondForm) WriteField(writer, Source.Field);
        writer.WriteUInt16(MaxLength);
        if (IsSecondForm) WriteField(writer, Source.Field);
        writer.WriteZeros(!IsSecondForm ? 6 : 10 - 4 - Source.Field.ExperimenterSize);
    }
}
