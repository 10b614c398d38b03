namespace OvsCtl.OpenFlow;

/// <summary>Applies actions to a copy of the packet (NXAST_CLONE).</summary>
/// <param name="Actions">The actions; the list is copied.</param>
public sealed record Clone(IReadOnlyList<FlowAction> Actions) : NiciraAction
{
    internal override ushort Subtype => 42;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"clone({(Actions.Count == 0 ? "drop" : FlowText.ActionList(Actions, portName))})";

    /// <summary>The actions.</summary>
    public IReadOnlyList<FlowAction> Actions { get; init => field = ValueList<FlowAction>.Of(value); } = ValueList<FlowAction>.Of(Actions);

    internal static Clone ReadBody(ref OpenFlowReader reader)
    {
        reader.Skip(6);
        return new Clone(ReadAll(ref reader));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
        WriteAll(writer, Actions);
    }
}
