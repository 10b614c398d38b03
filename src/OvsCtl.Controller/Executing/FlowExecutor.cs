using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Executing;

/// <summary>Brings the flow tables of a lab's controlled bridges to what the lab wants; sends only what differs.</summary>
public sealed class FlowExecutor(OvsLink ovs, BridgeControllers controllers)
{
    /// <summary>
    /// The difference of one bridge, from the numbers that its ports have now.
    /// </summary>
    /// <exception cref="OvsUnavailableException">The bridge is not connected.</exception>
    public async Task<IReadOnlyList<PlanStep>> DiffAsync(DesiredState lab, DesiredBridge bridge, CancellationToken ct)
    {
        var (_, steps, _) = await CompareAsync(lab, bridge, ct).ConfigureAwait(false);
        return steps;
    }

    /// <returns>What was changed, and for each step that the switch refused its error.</returns>
    /// <exception cref="OvsUnavailableException">The bridge is not connected.</exception>
    public async Task<IReadOnlyList<StepResult>> SyncAsync(DesiredState lab, DesiredBridge bridge, CancellationToken ct)
    {
        var (connection, steps, intents) = await CompareAsync(lab, bridge, ct).ConfigureAwait(false);
        if (steps.Count == 0) return [];
        var installed = (await connection.DumpFlowsAsync(ct).ConfigureAwait(false)).ToLookup(LabFlows.AsText);
        var mods = new List<(FlowMod Mod, PlanStep Step)>();
        foreach (var step in steps)
        {
            var mod = step switch
            {
                PutFlow put => intents.First(i => i.ToDesired(bridge.Name) == put.Flow).ToAdd(),
                DeleteFlow delete => Delete(installed[delete.Flow].First()),
                _ => throw new InvalidOperationException($"no executor for {step.GetType().Name}"),
            };
            mods.Add((mod, step));
        }

        var failures = await connection.SendFlowModsAsync([.. mods.Select(m => m.Mod)], ct).ConfigureAwait(false);
        var errors = failures.ToDictionary(f => f.FlowMod, f => $"the switch refused it: {f.Error.TypeName} {f.Error.CodeName}", ReferenceEqualityComparer.Instance);
        return [.. mods.Select(m => new StepResult(m.Step, errors.GetValueOrDefault(m.Mod)))];
    }

    private async Task<(OpenFlowConnection Connection, IReadOnlyList<PlanStep> Steps, IReadOnlyList<FlowIntent> Intents)> CompareAsync(DesiredState lab, DesiredBridge bridge, CancellationToken ct)
    {
        var connection = await controllers.GetAsync(bridge.Name, ct).ConfigureAwait(false);
        var vswitch = await ovs.GetAsync(ct).ConfigureAwait(false);
        var intents = ForwardingPipeline.Flows(lab, bridge, Numbers(bridge, vswitch.State.Bridges.GetValueOrDefault(bridge.Name)));
        var installed = (await connection.DumpFlowsAsync(ct).ConfigureAwait(false)).Select(LabFlows.AsText).ToList();
        return (connection, [.. FlowDiff.Compare(lab.Lab, bridge.Name, [.. intents.Select(i => i.ToDesired(bridge.Name))], installed)], intents);
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
}
