using OvsCtl.Controller.Switches;
using OvsCtl.Ovsdb;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;
using Steps = OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>Carries out the steps on bridges and ports: one transaction a phase, then a wait until the switch has acted on it.</summary>
internal sealed class SwitchExecutor(string lab, OvsLink ovs, BridgeControllers controllers)
{
    /// <summary>Above this many ports to close, one by one at 12 ms each, removal does not wait for the switch unless asked to.</summary>
    private const int QuickRemoval = 64;

    /// <summary>After an absence of the daemon a bridge is back within a second.</summary>
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(1);

    /// <summary>A daemon that dies takes its end of the socket along; only one that hangs has to be asked.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<StepResult>> RunAsync(IReadOnlyList<Steps.PlanStep> steps, bool waitForRemoval, CancellationToken ct)
    {
        var vswitch = await ovs.GetAsync(ct).ConfigureAwait(false);
        foreach (var bridge in steps.Select(ControlledBridge).OfType<string>()) controllers.Listen(bridge);
        var isRemoval = steps.All(s => s.Change == Steps.Change.Delete);
        var ports = steps.Sum(s => s is Steps.DeleteBridge delete ? vswitch.State.Bridges.GetValueOrDefault(delete.Name)?.Ports.Count ?? 0 : 1);
        ControllerMetrics.Transactions.Add(1);
        try
        {
            var commit = await vswitch.ApplyAsync([.. steps.Select(Translate)], waitForSwitch: !isRemoval || waitForRemoval || ports <= QuickRemoval, ct).ConfigureAwait(false);
            // A change of the fail mode throws flows away.
            foreach (var bridge in steps.OfType<Steps.SetBridge>()) controllers.ForgetFlows(bridge.Bridge.Name);
            foreach (var bridge in steps.OfType<Steps.DeleteBridge>()) await controllers.ForgetAsync(bridge.Name).ConfigureAwait(false);
            var troubles = commit.Interfaces.Select(i => (i.Name, Trouble: Trouble(i))).Where(i => i.Trouble is not null).ToDictionary(i => i.Name, i => i.Trouble);
            return [.. steps.Select(s => new StepResult(s, NameOf(s) is { } name ? troubles.GetValueOrDefault(name) : null))];
        }
        catch (OvsdbException e)
        {
            // One transaction: all of it or nothing.
            return [.. steps.Select(s => new StepResult(s, e.Message))];
        }
    }

    /// <summary>ovs-vsctl ends well when a port could not be opened; the truth is in Interface.error and ofport.</summary>
    private static string? Trouble(InterfaceState added) =>
        added.Error ?? (added.OfPort == -1 ? "the switch could not open it" : added.IsSettled ? null : "the switch did not make it; ovs-vswitchd's log says why");

    private static string? NameOf(Steps.PlanStep step) => step switch
    {
        Steps.AddPort add => add.Port.Name,
        Steps.AddBridge add => add.Bridge.Name,
        _ => null,
    };

    private static string? ControlledBridge(Steps.PlanStep step) => step switch
    {
        Steps.AddBridge { Bridge.Controller: SwitchController.OvsCtl } add => add.Bridge.Name,
        Steps.SetBridge { Bridge.Controller: SwitchController.OvsCtl } set => set.Bridge.Name,
        _ => null,
    };

    private VSwitchChange Translate(Steps.PlanStep step) => step switch
    {
        Steps.AddBridge { Bridge: var bridge } => new AddBridge
        {
            Name = bridge.Name,
            DatapathType = bridge.DatapathType,
            FailMode = FailMode(bridge),
            Protocols = ["OpenFlow13"],
            HardwareAddress = bridge.Interface.Mac?.ToString(),
            DatapathId = bridge.DatapathId,
            ControllerTarget = Target(bridge),
            ControllerMaxBackoff = Backoff,
            ControllerInactivityProbe = Probe,
            // The switch itself sets the MTU of its interfaces; one set behind its back does not stay.
            Mtu = bridge.Interface.Mtu,
            ExternalIds = Mark(),
        },
        Steps.SetBridge { Bridge: var bridge } => new SetBridge
        {
            Name = bridge.Name,
            FailMode = FailMode(bridge),
            Protocols = ["OpenFlow13"],
            HardwareAddress = bridge.Interface.Mac?.ToString(),
            DatapathId = bridge.DatapathId,
            ControllerTarget = Target(bridge) ?? "",
            ControllerMaxBackoff = Backoff,
            ControllerInactivityProbe = Probe,
            Mtu = bridge.Interface.Mtu,
        },
        Steps.AddPort { Port: var port } add => new AddPort
        {
            Bridge = add.Bridge,
            Name = port.Name,
            Type = port.PatchPeer is null ? "" : "patch",
            Options = port.PatchPeer is { } peer ? new Dictionary<string, string> { ["peer"] = peer } : new Dictionary<string, string>(),
            ExternalIds = Mark(),
            OfPortRequest = add.OfPort,
        },
        Steps.ClearPortVlan clear => new ClearPortVlan { Bridge = clear.Bridge, Name = clear.Name },
        Steps.DeleteBridge delete => new DeleteBridge { Name = delete.Name },
        Steps.DeletePort delete => new DeletePort { Bridge = delete.Bridge, Name = delete.Name },
        _ => throw new InvalidOperationException($"no executor for {step.GetType().Name}"),
    };

    private string? Target(DesiredBridge bridge) => bridge.Controller == SwitchController.OvsCtl ? controllers.Target(bridge.Name) : null;

    private static string FailMode(DesiredBridge bridge) => bridge.Controller == SwitchController.OvsCtl ? "secure" : "standalone";

    private Dictionary<string, string> Mark() => new() { [LabMark.ExternalId] = lab };
}
