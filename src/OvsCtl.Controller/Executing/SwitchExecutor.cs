using OvsCtl.Controller.Switches;
using OvsCtl.Ovsdb;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Executing;

/// <summary>Carries out the steps on bridges and ports: one transaction a phase, then a wait until the switch has acted on it.</summary>
internal sealed class SwitchExecutor(string lab, OvsLink ovs, BridgeControllers controllers)
{
    /// <summary>Above this many ports to close, one by one at 12 ms each, removal does not wait for the switch unless asked to.</summary>
    private const int QuickRemoval = 64;

    public async Task<IReadOnlyList<StepResult>> RunAsync(IReadOnlyList<PlanStep> steps, bool waitForRemoval, CancellationToken ct)
    {
        var vswitch = await ovs.GetAsync(ct).ConfigureAwait(false);
        foreach (var bridge in steps.Select(ControlledBridge).OfType<string>()) controllers.Listen(bridge);
        var isRemoval = steps.All(s => s.Change == Change.Delete);
        var ports = steps.Sum(s => s is DeleteBridge delete ? vswitch.State.Bridges.GetValueOrDefault(delete.Name)?.Ports.Count ?? 0 : 1);
        try
        {
            var commit = await vswitch.ApplyAsync([.. steps.Select(Translate)], waitForSwitch: !isRemoval || waitForRemoval || ports <= QuickRemoval, ct).ConfigureAwait(false);
            foreach (var bridge in steps.OfType<DeleteBridge>()) await controllers.ForgetAsync(bridge.Name).ConfigureAwait(false);
            var troubles = commit.Interfaces.Where(i => i.Error is not null || i.OfPort == -1).ToDictionary(i => i.Name, i => i.Error ?? "the switch could not open it");
            return [.. steps.Select(s => new StepResult(s, s is AddPort add ? troubles.GetValueOrDefault(add.Port.Name) : null))];
        }
        catch (OvsdbException e)
        {
            // One transaction: all of it or nothing.
            return [.. steps.Select(s => new StepResult(s, e.Message))];
        }
    }

    private static string? ControlledBridge(PlanStep step) => step switch
    {
        AddBridge { Bridge.Controller: SwitchController.OvsCtl } add => add.Bridge.Name,
        SetBridge { Bridge.Controller: SwitchController.OvsCtl } set => set.Bridge.Name,
        _ => null,
    };

    private VSwitchChange Translate(PlanStep step) => step switch
    {
        Topology.Plans.AddBridge { Bridge: var bridge } => new Ovsdb.OpenvSwitch.AddBridge
        {
            Name = bridge.Name,
            DatapathType = bridge.DatapathType,
            FailMode = FailMode(bridge),
            Protocols = ["OpenFlow13"],
            HardwareAddress = bridge.Interface.Mac?.ToString(),
            DatapathId = bridge.DatapathId,
            ControllerTarget = Target(bridge),
            ExternalIds = Mark(),
        },
        Topology.Plans.SetBridge { Bridge: var bridge } => new Ovsdb.OpenvSwitch.SetBridge
        {
            Name = bridge.Name,
            FailMode = FailMode(bridge),
            Protocols = ["OpenFlow13"],
            HardwareAddress = bridge.Interface.Mac?.ToString(),
            DatapathId = bridge.DatapathId,
            ControllerTarget = Target(bridge) ?? "",
        },
        Topology.Plans.AddPort { Port: var port } add => new Ovsdb.OpenvSwitch.AddPort
        {
            Bridge = add.Bridge,
            Name = port.Name,
            Type = port.PatchPeer is null ? "" : "patch",
            Options = port.PatchPeer is { } peer ? new Dictionary<string, string> { ["peer"] = peer } : new Dictionary<string, string>(),
            ExternalIds = Mark(),
            OfPortRequest = add.OfPort,
        },
        Topology.Plans.DeleteBridge delete => new Ovsdb.OpenvSwitch.DeleteBridge { Name = delete.Name },
        Topology.Plans.DeletePort delete => new Ovsdb.OpenvSwitch.DeletePort { Bridge = delete.Bridge, Name = delete.Name },
        _ => throw new InvalidOperationException($"no executor for {step.GetType().Name}"),
    };

    private string? Target(DesiredBridge bridge) => bridge.Controller == SwitchController.OvsCtl ? controllers.Target(bridge.Name) : null;

    private static string FailMode(DesiredBridge bridge) => bridge.Controller == SwitchController.OvsCtl ? "secure" : "standalone";

    private Dictionary<string, string> Mark() => new() { [LabMark.ExternalId] = lab };
}
