using System.Globalization;
using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Walking;

/// <summary>A lab as single facts, a line each, so that two looks can be compared.</summary>
internal static class StateLines
{
    public static IReadOnlyList<string> Of(LabStatus lab) =>
    [
        .. lab.Hosts.Where(host => host.Exists).SelectMany(Host),
        .. lab.Links.SelectMany(link => End(link.A, link.AAddresses).Concat(End(link.B, link.BAddresses))).Where(line => line.StartsWith("root:", StringComparison.Ordinal)),
        .. lab.Switches.Where(item => item.Exists).SelectMany(Switch),
        .. lab.Nat.Where(nat => nat.Installed).Select(nat => $"{Place(nat.In)} hides {nat.From} behind {nat.Out}"),
        .. lab.Forwards.Where(forward => forward.Installed).Select(forward => $"{Place(forward.In)} forwards {forward.Proto} {forward.Listen} to {forward.To}"),
    ];

    private static IEnumerable<string> Host(HostStatus host)
    {
        yield return $"host {host.Name} exists";
        // One that is not there yet has no index.
        foreach (var item in host.Interfaces.Where(item => item.Ifindex > 0))
        {
            yield return $"{host.Name}:{item.Name} {(item.IsUp ? "is up" : "is down")}, its MAC is {item.Mac}";
            foreach (var address in item.Addresses) yield return $"{host.Name}:{item.Name} has {address}";
            if (item.Shape.Length > 0) yield return $"{host.Name}:{item.Name} sends with {item.Shape}";
        }

        foreach (var route in host.Routes) yield return $"{host.Name} routes {route}";
        if (host.Run is { Running: true } run) yield return string.Create(CultureInfo.InvariantCulture, $"{host.Name} runs {run.Command} (pid {run.Pid})");
    }

    private static IEnumerable<string> Switch(SwitchStatus item)
    {
        yield return $"switch {item.Name} exists";
        foreach (var address in item.Addresses) yield return $"switch {item.Name} has {address}";
        foreach (var port in item.Ports.Where(port => port.Peer.Length > 0))
            yield return port.Ofport > 0 ? string.Create(CultureInfo.InvariantCulture, $"{item.Name} port {port.Ofport} is {port.Name}, the way to {port.Peer}") : $"{item.Name} has the port {port.Name}, the way to {port.Peer}";
        if (item.FlowCount > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{item.Name} has {item.FlowCount} flows");
    }

    private static IEnumerable<string> End(string end, IEnumerable<string> addresses) => addresses.Select(address => $"{end} has {address}");

    private static string Place(string name) => name.Length > 0 ? name : "root";
}
