using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Topology.Drawings;

namespace OvsCtl.Cli.Labs;

/// <summary>A lab as it is at the moment, as a drawing.</summary>
internal sealed class LabDrawing
{
    private const string Machine = "root";

    private readonly LabStatus _lab;
    private readonly List<DrawnCable> _cables = [];
    private bool _needsMachine;

    private LabDrawing(LabStatus lab) => _lab = lab;

    public static Drawing Of(LabStatus lab) => new LabDrawing(lab).Draw();

    private Drawing Draw()
    {
        foreach (var item in _lab.Switches) AddSwitch(item);
        foreach (var host in _lab.Hosts)
            foreach (var item in host.Interfaces) AddInterface(host, item);
        foreach (var link in _lab.Links) AddLink(link);
        _needsMachine |= _cables.Any(c => c.From == Machine || c.To == Machine) || Rules(Machine).Any();
        List<DrawnBox> boxes =
        [
            .. _needsMachine ? [new DrawnBox(Machine, BoxKind.Machine, [.. MachineLines()], IsDown: false)] : Array.Empty<DrawnBox>(),
            .. _lab.Switches.Select(s => new DrawnBox(s.Name, BoxKind.Switch, [.. SwitchLines(s)], !s.Exists || (s.Controller == "ovsctl" && !s.IsConnected))),
            .. _lab.Hosts.Select(h => new DrawnBox(h.Name, BoxKind.Host, [.. HostLines(h)], !h.Exists)),
        ];
        var names = boxes.Select(b => b.Name).ToHashSet();
        return new Drawing($"lab {_lab.Summary.Name}", boxes, [.. _cables.Where(c => names.Contains(c.From) && names.Contains(c.To))]);
    }

    /// <summary>A cable to a switch: the switch's port number is what flows know it by.</summary>
    private void AddInterface(HostStatus host, InterfaceStatus item)
    {
        if (_lab.Switches.FirstOrDefault(s => s.Name == item.Peer) is not { } to) return;
        var port = item.Ofport > 0 ? string.Create(CultureInfo.InvariantCulture, $"port {item.Ofport}") : "";
        var isDown = !item.IsUp || to.Ports.Any(p => p.Peer == $"{host.Name}:{item.Name}" && p.Error.Length > 0);
        _cables.Add(new DrawnCable(to.Name, host.Name, port, item.Name, isDown));
    }

    private void AddSwitch(SwitchStatus item)
    {
        // Whoever has the switch's address is on it, as if by a cable.
        if (item.Addresses.Count > 0) _cables.Add(new DrawnCable(item.In.Length > 0 ? item.In : Machine, item.Name, string.Join(' ', item.Addresses), "", !item.Exists));
        foreach (var port in item.Ports.Where(p => p.Peer.StartsWith("switch ", StringComparison.Ordinal)))
        {
            var far = port.Peer["switch ".Length..];
            // Each end names the other; one cable is enough.
            if (_cables.Any(c => (c.From, c.To) == (far, item.Name))) continue;
            _cables.Add(new DrawnCable(item.Name, far, Number(port), FarPort(far, item.Name), port.Error.Length > 0));
        }

        foreach (var port in item.Ports)
        {
            var far = End(port.Peer);
            if (item.Kind == "linux" && _lab.Switches.FirstOrDefault(s => s.Name != item.Name && s.Kind == "linux" && s.Ports.Any(p => p.Name == far.Interface)) is { } other)
            {
                if (!_cables.Any(c => (c.From, c.To) == (other.Name, item.Name))) _cables.Add(new DrawnCable(item.Name, other.Name, "", "", false));
            }
            else if (far.Box == Machine && !_lab.Switches.Any(s => s.Ports.Any(p => p.Name == far.Interface)))
            {
                _cables.Add(new DrawnCable(Machine, item.Name, far.Interface, Number(port), port.Error.Length > 0));
            }
        }
    }

    private void AddLink(LinkStatus link)
    {
        var (a, b) = (End(link.A), End(link.B));
        _cables.Add(new DrawnCable(a.Box, b.Box, a.Interface, b.Interface, !link.IsUp));
    }

    private string FarPort(string bridge, string peer) =>
        _lab.Switches.FirstOrDefault(s => s.Name == bridge)?.Ports.FirstOrDefault(p => p.Peer == $"switch {peer}") is { } port ? Number(port) : "";

    private static string Number(PortStatus port) => port.Ofport > 0 ? string.Create(CultureInfo.InvariantCulture, $"port {port.Ofport}") : "";

    private static (string Box, string Interface) End(string text) => text.Split(':', 2) is [var box, var name] ? (box, name) : (text, "");

    private IEnumerable<string> MachineLines() =>
        _lab.Links.SelectMany(l => new[] { (End: End(l.A), Addresses: l.AAddresses), (End: End(l.B), Addresses: l.BAddresses) })
            .Where(e => e.End.Box == Machine && e.Addresses.Count > 0)
            .Select(e => $"{e.End.Interface} {string.Join(' ', e.Addresses)}")
            .Concat(Rules(Machine));

    private static IEnumerable<string> SwitchLines(SwitchStatus item)
    {
        if (!item.Exists) yield break;
        if (item.Kind == "linux") yield return "Linux bridge";
        else if (item.Controller != "ovsctl") yield return "learns by itself";
        else yield return item.IsConnected ? string.Create(CultureInfo.InvariantCulture, $"{item.FlowCount} flows") : "controller not connected";
    }

    private IEnumerable<string> HostLines(HostStatus host)
    {
        if (host.Loopback.Count > 0) yield return $"lo {string.Join(' ', host.Loopback)}";
        foreach (var item in host.Interfaces)
        {
            yield return $"{item.Name} {(item.Addresses.Count > 0 ? string.Join(' ', item.Addresses) : "no address")}{(item.IsUp ? "" : Drawing.Down)}";
            if (item.Shape.Length > 0) yield return item.Shape;
        }

        foreach (var route in host.Routes) yield return route;
        if (host.Run is { } run) yield return run.Running ? $"runs {Short(run.Command)}" : string.Create(CultureInfo.InvariantCulture, $"ended ({run.ExitCode}): {Short(run.Command)}");
        foreach (var rule in Rules(host.Name)) yield return rule;
    }

    private IEnumerable<string> Rules(string place)
    {
        bool IsHere(string name) => name == place || (name.Length == 0 && place == Machine);
        foreach (var nat in _lab.Nat.Where(n => IsHere(n.In))) yield return $"nat {nat.From} out {nat.Out}{(nat.Installed ? "" : " MISSING")}";
        foreach (var forward in _lab.Forwards.Where(f => IsHere(f.In))) yield return $"{forward.Proto} {forward.Listen} to {forward.To}{(forward.Installed ? "" : " MISSING")}";
    }

    private static string Short(string command)
    {
        var line = command.Trim().Split('\n')[0];
        return line.Length <= 32 ? line : line[..31] + "…";
    }
}
