using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sends the packet through a meter, which may drop it (ofp_instruction_meter).</summary>
/// <param name="MeterId">The number of the meter.</param>
public sealed record MeterInstruction(uint MeterId) : Instruction
{
    internal override InstructionType Type => InstructionType.Meter;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"meter:{MeterId}");

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt32(MeterId);
}
