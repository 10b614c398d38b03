namespace OvsCtl.OpenFlow;

/// <summary>Puts bits of a field on the stack (NXAST_STACK_PUSH).</summary>
/// <param name="Source">The bits.</param>
public sealed record StackPush(Subfield Source) : NiciraAction
{
    internal override ushort Subtype => 27;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"push:{Source}";

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)Source.Offset);
        WriteField(writer, Source.Field);
        writer.WriteUInt16((ushort)Source.BitCount);
        writer.WriteZeros(12 - 6 - Source.Field.ExperimenterSize);
    }
}

/// <summary>Takes bits of a field from the stack (NXAST_STACK_POP).</summary>
/// <param name="Destination">The bits.</param>
public sealed record StackPop(Subfield Destination) : NiciraAction
{
    internal override ushort Subtype => 28;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"pop:{Destination}";

    internal static Subfield ReadBits(ref OpenFlowReader reader)
    {
        // offset:2 field n_bits:2 zeros
        var offset = reader.ReadUInt16();
        var field = ReadField(ref reader);
        return new Subfield(field, offset, reader.ReadUInt16());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)Destination.Offset);
        WriteField(writer, Destination.Field);
        writer.WriteUInt16((ushort)Destination.BitCount);
        writer.WriteZeros(12 - 6 - Destination.Field.ExperimenterSize);
    }
}
