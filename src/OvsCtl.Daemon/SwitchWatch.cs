using Microsoft.Extensions.Hosting;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology;

namespace OvsCtl.Daemon;

/// <summary>Turns events of the switch into "look again", and listens for the bridges that an earlier daemon made.</summary>
internal sealed class SwitchWatch(OvsLink ovs, BridgeControllers controllers, LabController labs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ovs.Changed += OnDatabaseChanged;
        controllers.Changed += OnBridgeChanged;
        // The connection may have been there before: what it told then nobody heard.
        if (ovs.Current is { } vswitch) OnDatabaseChanged(vswitch.State);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        ovs.Changed -= OnDatabaseChanged;
        controllers.Changed -= OnBridgeChanged;
        return Task.CompletedTask;
    }

    private void OnDatabaseChanged(VSwitchState state)
    {
        foreach (var bridge in state.Bridges.Values)
            if (bridge.ExternalIds.ContainsKey(LabMark.ExternalId) && bridge.ControllerTargets is [var target] && target == controllers.Target(bridge.Name))
                controllers.Listen(bridge.Name);
        labs.MarkDirty(l => l.Desired.Bridges.Count > 0);
    }

    private void OnBridgeChanged(string bridge) => labs.MarkDirty(l => l.Desired.Bridges.Any(b => b.Name == bridge));
}
