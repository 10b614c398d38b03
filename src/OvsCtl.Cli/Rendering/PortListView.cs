using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Ports in rows; wide adds bytes, errors, MAC and MTU.</summary>
internal static class PortListView
{
    private static readonly string[] s_headings = ["BRIDGE", "PORT", "NAME", "PEER", "STATE", "RX", "TX", "DROPPED"];
    private static readonly string[] s_wide = [.. s_headings, "RX-BYTES", "TX-BYTES", "ERRORS", "TYPE", "MAC", "MTU"];

    public static void Write(Page page, IReadOnlyList<Bridge> bridges, bool isWide)
    {
        if (bridges.Count == 0) page.Line("no bridges");
        else page.Table(isWide ? s_wide : s_headings, bridges.SelectMany(b => b.Ports.Select(p => isWide ? Wide(b, p) : Row(b, p))));
    }

    private static string[] Row(Bridge bridge, BridgePort port) =>
    [
        bridge.Name,
        port.Ofport switch { 0 => "-", 65534 => "LOCAL", var n => Number(n) },
        port.Name,
        port.Peer.Length > 0 ? port.Peer : "-",
        port.Error.Length > 0 ? port.Error : port.IsUp ? "up" : port.State,
        Number(port.RxPackets),
        Number(port.TxPackets),
        Number(port.RxDropped + port.TxDropped),
    ];

    private static string[] Wide(Bridge bridge, BridgePort port) =>
    [
        .. Row(bridge, port),
        Number(port.RxBytes),
        Number(port.TxBytes),
        Number(port.RxErrors + port.TxErrors),
        port.Type.Length > 0 ? port.Type : "-",
        port.Mac.Length > 0 ? port.Mac : "-",
        port.Mtu == 0 ? "-" : Number(port.Mtu),
    ];

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
