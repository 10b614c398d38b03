namespace OvsCtl.OpenFlow;

/// <summary>A message of an experimenter that this library has no type for, kept as it was.</summary>
/// <param name="Experimenter">Whose message it is.</param>
/// <param name="ExperimenterType">Which message of theirs.</param>
/// <param name="Body">What follows these two.</param>
public sealed record RawExperimenterMessage(uint Experimenter, uint ExperimenterType, OctetString Body) : ExperimenterMessage
{
    /// <inheritdoc/>
    public override uint Experimenter { get; } = Experimenter;

    /// <inheritdoc/>
    public override uint ExperimenterType { get; } = ExperimenterType;

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteBytes(Body);
}
