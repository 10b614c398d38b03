namespace OvsCtl.OpenFlow;

/// <summary>A property this library has no type for, such as an experimenter's (0xffff), kept as it was.</summary>
/// <param name="PropertyType">The type as on the wire (ofp_queue_properties).</param>
/// <param name="Data">What follows the header, of a size that is a multiple of 8.</param>
public sealed record RawQueueProperty(ushort PropertyType, OctetString Data = default) : QueueProperty
{
    internal override ushort Type => PropertyType;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Data);
}
