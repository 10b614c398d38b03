namespace OvsCtl.OpenFlow;

/// <summary>Empties the action set (ofp_instruction_actions without actions).</summary>
public sealed record ClearActions : Instruction
{
    internal override InstructionType Type => InstructionType.ClearActions;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "clear_actions";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}
