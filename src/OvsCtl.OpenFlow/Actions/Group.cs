using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Hands the packet to a group (ofp_action_group).</summary>
/// <param name="GroupId">The number of the group.</param>
public sealed record Group(uint GroupId) : FlowAction
{
    internal override ActionType Type => ActionType.Group;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"group:{GroupId}");

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt32(GroupId);
}
