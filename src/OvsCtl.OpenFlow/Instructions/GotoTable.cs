using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Goes on in a later table (ofp_instruction_goto_table).</summary>
/// <param name="TableId">The table; its number must be larger than that of the flow's own.</param>
public sealed record GotoTable(TableId TableId) : Instruction
{
    internal override InstructionType Type => InstructionType.GotoTable;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"goto_table:{TableId.Value}");

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteByte(TableId.Value);
}
