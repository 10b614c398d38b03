using System.Globalization;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

public sealed record AddBridge(string Lab, DesiredBridge Bridge) : PlanStep(PlanPhase.Switches, Change.Create)
{
    public override string Target => $"bridge {Bridge.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ovs-vsctl add-br {Bridge.Name} -- {BridgeCommand.Settings(Bridge)}"
            + string.Concat(new[] { "bridge", "port", "interface" }.Select(t => $" -- set {t} {Bridge.Name} external_ids:{LabMark.ExternalId}={Lab}"))
            + (Bridge.Controller == SwitchController.OvsCtl ? $" -- {BridgeCommand.SetController(Bridge)}" : ""),
    ];
}

public sealed record SetBridge(string Lab, DesiredBridge Bridge) : PlanStep(PlanPhase.Switches, Change.Update)
{
    public override string Target => $"bridge {Bridge.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ovs-vsctl {BridgeCommand.Settings(Bridge)}"
            + $" -- {(Bridge.Controller == SwitchController.OvsCtl ? BridgeCommand.SetController(Bridge) : $"del-controller {Bridge.Name}")}",
    ];
}

public sealed record DeleteBridge(string Name) : PlanStep(PlanPhase.RemovePorts, Change.Delete)
{
    public override string Target => $"bridge {Name}";

    public override IReadOnlyList<string> Commands => [$"ovs-vsctl del-br {Name}"];
}

public sealed record AddPort(string Lab, string Bridge, DesiredPort Port, int OfPort) : PlanStep(PlanPhase.Switches, Change.Create)
{
    public override string Target => $"port {Port.Name} on {Bridge}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ovs-vsctl add-port {Bridge} {Port.Name} -- set interface {Port.Name} ofport_request={OfPort}"
            + (Port.PatchPeer is null ? "" : $" type=patch options:peer={Port.PatchPeer}")
            + $" external_ids:{LabMark.ExternalId}={Lab} -- set port {Port.Name} external_ids:{LabMark.ExternalId}={Lab}",
    ];
}

/// <summary>Ports of a lab carry every VLAN.</summary>
public sealed record ClearPortVlan(string Bridge, string Name) : PlanStep(PlanPhase.Switches, Change.Update)
{
    public override string Target => $"port {Name} on {Bridge}";

    public override IReadOnlyList<string> Commands => [$"ovs-vsctl clear port {Name} tag trunks vlan_mode"];
}

public sealed record DeletePort(string Bridge, string Name) : PlanStep(PlanPhase.RemovePorts, Change.Delete)
{
    public override string Target => $"port {Name} on {Bridge}";

    public override IReadOnlyList<string> Commands => [$"ovs-vsctl del-port {Bridge} {Name}"];
}

internal static class BridgeCommand
{
    public static string Settings(DesiredBridge bridge) =>
        $"set bridge {bridge.Name} datapath_type={bridge.DatapathType} protocols=OpenFlow13 fail_mode={FailMode(bridge)}"
        + (bridge.Interface.Mac is { } mac ? $" 'other_config:hwaddr=\"{mac}\"'" : "")
        + (bridge.DatapathId is { } id ? string.Create(CultureInfo.InvariantCulture, $" 'other_config:datapath-id=\"{id:x16}\"'") : "")
        + (bridge.Interface.Mtu is { } mtu ? string.Create(CultureInfo.InvariantCulture, $" -- set interface {bridge.Name} mtu_request={mtu}") : "");

    /// <summary>The one unix path that ovs-vswitchd accepts for a bridge's controller.</summary>
    public static string SetController(DesiredBridge bridge) => $"set-controller {bridge.Name} unix:\"$OVS_RUNDIR\"/{bridge.Name}.controller";

    private static string FailMode(DesiredBridge bridge) => bridge.Controller == SwitchController.OvsCtl ? "secure" : "standalone";
}
