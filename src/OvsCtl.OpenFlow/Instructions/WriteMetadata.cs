namespace OvsCtl.OpenFlow;

/// <summary>Notes something for later tables (ofp_instruction_write_metadata).</summary>
/// <param name="Metadata">The bits to write.</param>
/// <param name="Mask">Which bits to write.</param>
public sealed record WriteMetadata(ulong Metadata, ulong Mask = ulong.MaxValue) : Instruction
{
    internal override InstructionType Type => InstructionType.WriteMetadata;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) =>
        "write_metadata:" + FieldText.Hex(Metadata) + (Mask == ulong.MaxValue ? "" : "/" + FieldText.Hex(Mask));

    internal static WriteMetadata ReadBody(ref OpenFlowReader reader)
    {
        // pad:4 metadata:8 metadata_mask:8
        reader.Skip(4);
        return new WriteMetadata(reader.ReadUInt64(), reader.ReadUInt64());
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteZeros(4);
        writer.WriteUInt64(Metadata);
        writer.WriteUInt64(Mask);
    }
}
