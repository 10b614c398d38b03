using System.Globalization;
using Google.Protobuf.Collections;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Switches with their ports, then hosts with their interfaces, each with what its other end is plugged into.</summary>
internal static class TopologyTree
{
    public static void Write(Page page, LabStatus status)
    {
        foreach (var item in status.Switches) page.Tree(string.Join("  ", SwitchWords(item)), [.. item.Ports.Select(Port)]);
        foreach (var host in status.Hosts) page.Tree(host.Exists ? $"host {host.Name}" : $"host {host.Name}  MISSING", [.. Loopback(host), .. host.Interfaces.Select(item => string.Join("  ", InterfaceWords(item)))]);
        var links = status.Links.Where(link => IsOutsideHosts(link, status)).ToArray();
        if (links.Length > 0) page.Tree("other links", [.. links.Select(Link)]);
    }

    private static IEnumerable<string> SwitchWords(SwitchStatus status)
    {
        yield return $"switch {status.Name}";
        if (!status.Exists) yield return "MISSING";
        yield return status.DatapathType.Length > 0 ? $"{status.Kind}/{status.DatapathType}" : status.Kind;
        foreach (var address in status.Addresses) yield return address;
        if (status.Controller == "ovsctl") yield return status.IsConnected ? "controlled" : "controller NOT CONNECTED";
        if (status.FlowCount > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{status.FlowCount} flows");
    }

    private static string Port(PortStatus port)
    {
        var text = port.Ofport > 0 ? string.Create(CultureInfo.InvariantCulture, $"port {port.Ofport}  {port.Name}") : $"port {port.Name}";
        if (port.Peer.Length > 0) text += $" <-> {port.Peer}";
        return port.Error.Length > 0 ? $"{text}  ERROR: {port.Error}" : text;
    }

    private static string[] Loopback(HostStatus host) => host.Loopback.Count > 0 ? [$"lo  {string.Join(' ', host.Loopback)}"] : [];

    private static IEnumerable<string> InterfaceWords(InterfaceStatus status)
    {
        yield return status.Peer.Length > 0 ? $"{status.Name} <-> {status.Peer}" : status.Name;
        foreach (var address in status.Addresses) yield return address;
        if (status.Mac.Length > 0) yield return status.Mac;
        if (status.Mtu is not 0 and not 1500) yield return string.Create(CultureInfo.InvariantCulture, $"mtu {status.Mtu}");
        if (status.Shape.Length > 0) yield return status.Shape;
        if (!status.IsUp) yield return "DOWN";
    }

    // A link with a host on each side stands under both hosts already.
    private static bool IsOutsideHosts(LinkStatus link, LabStatus status) =>
        !(IsHostEnd(link.A, status) && IsHostEnd(link.B, status));

    private static bool IsHostEnd(string end, LabStatus status) =>
        status.Hosts.Any(host => end == host.Name || end.StartsWith(host.Name + ":", StringComparison.Ordinal));

    private static string Link(LinkStatus link)
    {
        var text = $"{End(link.A, link.AAddresses)} <-> {End(link.B, link.BAddresses)}";
        return link.IsUp ? text : text + "  DOWN";
    }

    private static string End(string name, RepeatedField<string> addresses) =>
        addresses.Count > 0 ? $"{name} ({string.Join(' ', addresses)})" : name;
}
