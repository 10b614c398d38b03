using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>Brings the flow tables of a lab's controlled bridges to what the lab wants; sends only what differs.</summary>
public sealed class FlowExecutor(OvsLink ovs, BridgeControllers controllers)
{
    /// <summary>The difference of one bridge, from the numbers that its ports have now.</summary>
    /// <exception cref="OvsUnavailableException">The bridge is not connected.</exception>
    public async Task<IReadOnlyList<PlanStep>> DiffAsync(DesiredState lab, DesiredBridge bridge, CancellationToken ct)
    {
        return (await CompareAsync(lab, bridge, ct).ConfigureAwait(false)).Steps;
    }

    /// <returns>What was changed, and for each step that the switch refused its error.</returns>
    /// <exception cref="OvsUnavailableException">The bridge is not connected.</exception>
    public async Task<IReadOnlyList<StepResult>> SyncAsync(DesiredState lab, DesiredBridge bridge, CancellationToken ct)
    {
        var (connection, steps, wanted, installed) = await CompareAsync(lab, bridge, ct).ConfigureAwait(false);
        if (steps.Count == 0) return [];
        var stepOf = new Dictionary<FlowMod, PlanStep>(ReferenceEqualityComparer.Instance);
        foreach (var step in steps)
        {
            var mod = step switch
            {
                PutFlow { Flow: var flow } => wanted[(flow.Table, flow.Priority, flow.Match)].ToAdd(),
                DeleteFlow delete => Delete(installed[delete.Flow]),
                _ => throw new InvalidOperationException($"no executor for {step.GetType().Name}"),
            };
            stepOf[mod] = step;
        }

        var failures = await connection.SendFlowModsAsync([.. stepOf.Keys], ct).ConfigureAwait(false);
        controllers.ForgetFlows(bridge.Name);
        ControllerMetrics.FlowMods.Add(stepOf.Count);
        ControllerMetrics.FlowModErrors.Add(failures.Count);
        var errors = failures.ToDictionary(f => stepOf[f.FlowMod], f => $"the switch refused it: {f.Error.TypeName} {f.Error.CodeName}");
        return [.. steps.Select(s => new StepResult(s, errors.GetValueOrDefault(s)))];
    }

    private async Task<Comparison> CompareAsync(DesiredState lab, DesiredBridge bridge, CancellationToken ct)
    {
        var connection = await controllers.GetAsync(bridge.Name, ct).ConfigureAwait(false);
        var vswitch = await ovs.GetAsync(ct).ConfigureAwait(false);
        var intents = ForwardingPipeline.Flows(lab, bridge, Numbers(bridge, vswitch.State.Bridges.GetValueOrDefault(bridge.Name)));
        var wanted = intents.ToDictionary(i => ((int)i.Table.Value, (int)i.Priority, i.Match.ToString()));
        var installed = (await connection.DumpFlowsAsync(ct).ConfigureAwait(false)).ToDictionary(LabFlows.AsText);
        var steps = FlowDiff.Compare(lab.Lab, bridge.Name, [.. intents.Select(i => i.ToDesired(bridge.Name))], installed.Keys);
        return new Comparison(connection, [.. steps], wanted, installed);
    }

    private static IReadOnlyDictionary<string, int> Numbers(DesiredBridge bridge, BridgeState? state)
    {
        var observed = new ObservedBridge
        {
            Name = bridge.Name,
            Ports = state?.Ports.Values.ToDictionary(p => p.Name, p => new ObservedPort { Name = p.Name, OfPort = p.Interfaces.Count > 0 ? p.Interfaces[0].OfPort : null }) ?? [],
        };
        return PortNumbers.Assign(bridge, observed);
    }

    private static FlowMod Delete(FlowStats flow) => new()
    {
        Command = FlowModCommand.DeleteStrict,
        TableId = flow.TableId,
        Priority = flow.Priority,
        Match = flow.Match,
        Cookie = flow.Cookie,
        CookieMask = new Cookie(ulong.MaxValue),
        OutPort = PortNumber.Any,
    };

    private sealed record Comparison(
        OpenFlowConnection Connection,
        IReadOnlyList<PlanStep> Steps,
        IReadOnlyDictionary<(int Table, int Priority, string Match), FlowIntent> Wanted,
        IReadOnlyDictionary<ObservedFlow, FlowStats> Installed);
}
