namespace OvsCtl.OpenFlow;

/// <summary>Applies actions to the packet at once, in order (ofp_instruction_actions). Equal when the actions are.</summary>
/// <param name="Actions">The actions; the list is copied.</param>
public sealed record ApplyActions(IReadOnlyList<FlowAction> Actions) : Instruction
{
    /// <summary>The actions, in order.</summary>
    public IReadOnlyList<FlowAction> Actions { get; init => field = ValueList<FlowAction>.Of(value); } = ValueList<FlowAction>.Of(Actions);

    internal override InstructionType Type => InstructionType.ApplyActions;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => FlowText.ActionList(Actions, portName);

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteZeros(4);
        FlowAction.WriteAll(writer, Actions);
    }
}
