namespace OvsCtl.OpenFlow;

/// <summary>A property this library has no type for, such as an experimenter's, kept as it was.</summary>
/// <param name="Type">The type as on the wire.</param>
/// <param name="Data">What follows type and length.</param>
public sealed record RawTableProperty(TablePropertyType Type, OctetString Data) : TableProperty(Type)
{
    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Data);
}
