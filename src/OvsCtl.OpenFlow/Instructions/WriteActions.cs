namespace OvsCtl.OpenFlow;

/// <summary>Merges actions into the set that is executed when no table follows (ofp_instruction_actions). Equal when the actions are.</summary>
/// <param name="Actions">The actions; the list is copied.</param>
public sealed record WriteActions(IReadOnlyList<FlowAction> Actions) : Instruction
{
    /// <summary>The actions, in the order given; the switch executes them in its own.</summary>
    public IReadOnlyList<FlowAction> Actions { get; init => field = ValueList<FlowAction>.Of(value); } = ValueList<FlowAction>.Of(Actions);

    internal override InstructionType Type => InstructionType.WriteActions;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"write_actions({FlowText.ActionList(Actions, portName)})";

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteZeros(4);
        FlowAction.WriteAll(writer, Actions);
    }
}
