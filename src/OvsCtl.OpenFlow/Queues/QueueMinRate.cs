namespace OvsCtl.OpenFlow;

/// <summary>The rate a queue is guaranteed (OFPQT_MIN_RATE).</summary>
/// <param name="Rate">In 1/10 of a percent of the port's; above 1000 for none.</param>
public sealed record QueueMinRate(ushort Rate) : QueueProperty
{
    internal override ushort Type => 1;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt16(Rate);
}
