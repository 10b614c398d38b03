namespace OvsCtl.OpenFlow;

/// <summary>An action this library has no type for, such as an experimenter's, kept as it was.</summary>
/// <param name="ActionType">The type as on the wire; 0xffff for an experimenter's.</param>
/// <param name="Body">What follows type and length, 4 bytes short of a multiple of 8.</param>
public sealed record RawAction(ushort ActionType, OctetString Body) : FlowAction
{
    internal override ActionType Type => (ActionType)ActionType;

    /// <summary>Names the type and shows the bytes; ovs-ofctl has no word for it.</summary>
    /// <param name="portName">Not used.</param>
    public override string ToString(Func<PortNumber, string?>? portName) => $"raw(type=0x{ActionType:x4},body={Body})";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Body);
}
