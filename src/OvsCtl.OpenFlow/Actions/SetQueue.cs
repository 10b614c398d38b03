using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Chooses the queue for the outputs that follow (ofp_action_set_queue).</summary>
/// <param name="QueueId">The queue of the port the packet leaves by.</param>
public sealed record SetQueue(uint QueueId) : FlowAction
{
    internal override ActionType Type => ActionType.SetQueue;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"set_queue:{QueueId}");

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt32(QueueId);
}
