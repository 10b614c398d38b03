using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Bridges, each with its settings and below them its ports.</summary>
internal static class BridgeView
{
    public static void Write(Page page, IReadOnlyList<Bridge> bridges)
    {
        if (bridges.Count == 0) page.Line("no bridges");
        for (var i = 0; i < bridges.Count; i++)
        {
            if (i > 0) page.Line();
            Write(page, bridges[i]);
        }
    }

    public static void Write(Page page, Bridge bridge)
    {
        page.Line(string.Create(CultureInfo.InvariantCulture, $"bridge {bridge.Name}  {bridge.DatapathType}  {(bridge.Lab.Length > 0 ? $"lab {bridge.Lab}" : "no lab")}  {(bridge.FlowCount == 1 ? "1 flow" : $"{bridge.FlowCount} flows")}"));
        page.Line($"  datapath id {(bridge.DatapathId.Length > 0 ? bridge.DatapathId : "not known yet")}, fail mode {bridge.FailMode}, {(bridge.Protocols.Count > 0 ? string.Join(' ', bridge.Protocols) : "default protocols")}");
        foreach (var controller in bridge.Controllers) page.Line($"  controller {controller}{(bridge.IsConnected ? "" : page.Bad("  NOT CONNECTED"))}");
        if (bridge.Error.Length > 0) page.Line(page.Bad($"  {bridge.Error}"));
        foreach (var port in bridge.Ports) page.Line("  " + PortLine(page, port));
    }

    private static string PortLine(Page page, BridgePort port)
    {
        var number = port.Ofport switch { 0 => "-", 65534 => "LOCAL", var n => n.ToString(CultureInfo.InvariantCulture) };
        var text = $"port {number}  {port.Name}{(port.Bond.Length > 0 ? $" of {port.Bond}" : "")}{(port.Type.Length > 0 ? $"  {port.Type}" : "")}{(port.Peer.Length > 0 ? $" <-> {port.Peer}" : "")}";
        if (port.Error.Length > 0) return text + page.Bad($"  ERROR: {port.Error}");
        return port.IsUp ? text : text + page.Bad($"  {port.State}");
    }
}
