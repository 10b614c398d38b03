using OvsCtl.OpenFlow;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Controller.Forwarding;

/// <summary>A flow that a lab wants on a bridge, with the object it is there for and a sentence saying why.</summary>
public sealed record FlowIntent
{
    public required TableId Table { get; init; }

    public required ushort Priority { get; init; }

    public required Match Match { get; init; }

    public required IReadOnlyList<Instruction> Instructions { get; init; }

    public required Cookie Cookie { get; init; }

    public required string Owner { get; init; }

    public required string Why { get; init; }

    public DesiredFlow ToDesired(string bridge) =>
        new(bridge, Table.Value, Priority, Match.ToString(), FlowText.Actions(Instructions), Cookie.Value, Owner, Why);

    /// <summary>An ADD takes the place of a flow with the same table, priority and match (OpenFlow 1.3.5 §6.4).</summary>
    public FlowMod ToAdd() => new()
    {
        Command = FlowModCommand.Add,
        TableId = Table,
        Priority = Priority,
        Match = Match,
        Instructions = Instructions,
        Cookie = Cookie,
    };
}
