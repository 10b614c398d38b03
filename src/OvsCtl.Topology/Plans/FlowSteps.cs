using System.Globalization;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

/// <summary>A flow to be installed or changed. What is sent is computed again when its turn comes, from the numbers that the ports then have.</summary>
public sealed record PutFlow(DesiredFlow Flow, bool Replaces) : PlanStep(PlanPhase.Flows, Replaces ? Change.Update : Change.Create)
{
    public override string Target => $"flow {FlowLine.Key(Flow.Table, Flow.Priority, Flow.Match)} on {Flow.Bridge}";

    public override IReadOnlyList<string> Commands =>
    [
        string.Create(CultureInfo.InvariantCulture, $"ovs-ofctl -O OpenFlow13 {(Replaces ? "mod-flows --strict" : "add-flow")} {Flow.Bridge} '{FlowLine.Key(Flow.Table, Flow.Priority, Flow.Match)},cookie=0x{Flow.Cookie:x},actions={Flow.Actions}'"),
    ];
}

/// <summary>A flow with the lab's cookie that nobody asks for any more.</summary>
public sealed record DeleteFlow(string Bridge, ObservedFlow Flow) : PlanStep(PlanPhase.Flows, Change.Delete)
{
    public override string Target => $"flow {FlowLine.Key(Flow.Table, Flow.Priority, Flow.Match)} on {Bridge}";

    public override IReadOnlyList<string> Commands =>
        [$"ovs-ofctl -O OpenFlow13 --strict del-flows {Bridge} '{FlowLine.Key(Flow.Table, Flow.Priority, Flow.Match)}'"];
}

/// <summary>The flows of a bridge are unknown, because its OpenFlow connection is down.</summary>
public sealed record AwaitConnection(string Bridge) : PlanStep(PlanPhase.Flows, Change.Update)
{
    public override string Target => $"flows of {Bridge}";

    public override IReadOnlyList<string> Commands => [];
}

internal static class FlowLine
{
    public static string Key(int table, int priority, string match) =>
        string.Create(CultureInfo.InvariantCulture, $"table={table},priority={priority}") + (match.Length == 0 ? "" : "," + match);
}
