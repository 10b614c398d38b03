namespace OvsCtl.OpenFlow;

/// <summary>The rate a queue may not exceed (OFPQT_MAX_RATE).</summary>
/// <param name="Rate">In 1/10 of a percent of the port's; above 1000 for none.</param>
public sealed record QueueMaxRate(ushort Rate) : QueueProperty
{
    internal override ushort Type => 2;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt16(Rate);
}
