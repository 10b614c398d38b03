using System.Globalization;
using System.Net;
using OvsCtl.Controller.Labs;
using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Tracing;

/// <summary>
/// Follows a packet through a lab: routes and addresses as the kernel has them, address translation as the lab's tables have it, and
/// in the switches what the switch itself says. Nothing is sent.
/// </summary>
public sealed class PathTracer
{
    /// <summary>More stages than any lab has: two routers that point at each other end here.</summary>
    private const int MaxHops = 32;

    private readonly LabSnapshot _lab;
    private readonly ObservedState _observed;
    private readonly SwitchTracer _switches;
    private readonly List<TraceStep> _steps = [];
    private TracedPacket _packet;
    private Place? _redirectedIn;

    public PathTracer(LabSnapshot lab, ObservedState observed, SwitchTracer switches, TracedPacket packet) =>
        (_lab, _observed, _switches, _packet) = (lab, observed, switches, packet);

    public async Task<TraceResult> RunAsync(Place from, CancellationToken ct)
    {
        var place = from;
        for (var hop = 0; hop < MaxHops; hop++)
        {
            Redirect(place);
            if (Owns(place, _packet.Destination)) return Delivered(place);
            if (hop > 0 && Refusal(place) is { } refusal) return Dropped(refusal);
            var leave = Leave(place, hop == 0);
            if (leave.Error is { } error) return Dropped(error);
            var arrival = await CrossAsync(leave, ct).ConfigureAwait(false);
            if (arrival.Error is { } lost) return Dropped(lost);
            place = arrival.Place;
        }

        return Dropped($"after {MaxHops} stages it still goes round");
    }

    /// <summary>What the lab's port forwards do to it before it is routed.</summary>
    private void Redirect(Place place)
    {
        foreach (var forward in _lab.Spec.Forwards.Where(f => f.In == place.Host))
        {
            if (!forward.ListenAddress.Equals(_packet.Destination) || forward.ListenPort != _packet.Port || (forward.Protocol == TransportProtocol.Tcp ? "tcp" : "udp") != _packet.Protocol) continue;
            var target = forward.ToAddress ?? _lab.Desired.Interfaces.Where(i => i.Place.Host == forward.ToHost).SelectMany(i => i.Addresses).Select(a => a.Address).FirstOrDefault(a => a.AddressFamily == _packet.Destination.AddressFamily);
            if (target is null || !HasRule(place, $"forward {_packet.Protocol} {new IPEndPoint(forward.ListenAddress, forward.ListenPort)} ")) continue;
            _packet = _packet with { Destination = target, Port = forward.ToPort };
            _redirectedIn = place;
            _steps.Add(new TraceStep(place.ToString(), $"nat: its destination becomes {new IPEndPoint(target, forward.ToPort)}", "a port forward of the lab"));
            return;
        }
    }

    private bool Owns(Place place, IPAddress address) =>
        _observed.Find(place)?.Interfaces.Values.Any(i => i.Addresses.Any(a => a.Address.Equals(address))) == true;

    /// <summary>Why the place does not pass on what is for others.</summary>
    private string? Refusal(Place place)
    {
        if (_packet.Protocol == "arp") return $"in {place}, which does not have {_packet.Destination}: ARP asks for what is on the same wire";
        var name = _packet.Destination.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Resolver.Ipv6Forward : Resolver.Ipv4Forward;
        return _observed.Find(place)?.Sysctls.GetValueOrDefault(name) == "0" ? $"in {place}, which is no router ({name} is 0)" : null;
    }

    /// <summary>Chooses the route and the next machine, as the kernel does.</summary>
    private Departure Leave(Place place, bool isSender)
    {
        Route route;
        string? device;
        try
        {
            using var ns = place.Host is { } host ? NetworkNamespace.Open(host) : NetworkNamespace.OpenCurrent();
            using var socket = ns.OpenRouteSocket();
            route = socket.LookUpRoute(_packet.Destination);
            device = route.OutIfIndex is { } index ? socket.FindLink(index)?.Name : null;
        }
        catch (NetlinkException e)
        {
            return Departure.Failed($"in {place}: no route leads to {_packet.Destination} ({e.ErrnoName})");
        }

        if (device is null || _observed.Find(place)?.Interfaces.GetValueOrDefault(device) is not { } link) return Departure.Failed($"in {place}: the route to {_packet.Destination} leads nowhere");
        var next = route.Gateway ?? _packet.Destination;
        var source = route.PreferredSource ?? link.Addresses.Select(a => a.Address).FirstOrDefault(a => a.AddressFamily == next.AddressFamily);
        if (isSender) _packet = _packet with { Source = source };
        _steps.Add(new TraceStep(place.ToString(), $"{(isSender ? $"sends {_packet}" : "routes it on")}: {(route.Gateway is { } via ? $"via {via}" : "directly")} by {device}"));
        if (!isSender) Masquerade(place, link, source);
        if (_packet.Protocol == "arp") return new Departure(place, link, next, default);
        var there = Neighbours(next).Cast<(Place Place, ObservedInterface Link)?>().FirstOrDefault();
        return there is null
            ? Departure.Failed($"in {place}: nobody answers to {next}, so there is no MAC to send to")
            : new Departure(place, link, next, there.Value.Link.Mac ?? default);
    }

    private void Masquerade(Place place, ObservedInterface link, IPAddress? source)
    {
        if (source is null || _packet.Source is not { } from) return;
        if (_redirectedIn == place && link.Addresses.Any(a => a.Network.BaseAddress.AddressFamily == from.AddressFamily && a.Network.Contains(from)))
        {
            _packet = _packet with { Source = source };
            _steps.Add(new TraceStep(place.ToString(), $"nat: its source becomes {source}", "else the answer would go straight back, from an address that the client did not ask"));
            return;
        }

        foreach (var nat in _lab.Spec.Nat.Where(n => n.In == place.Host && n.Out == link.Name && n.From.BaseAddress.AddressFamily == from.AddressFamily && n.From.Contains(from)))
        {
            if (!HasRule(place, $"nat {nat.From} out {nat.Out}")) continue;
            _packet = _packet with { Source = source };
            _steps.Add(new TraceStep(place.ToString(), $"nat: its source becomes {source}", $"what comes from {nat.From} and leaves by {nat.Out} is masqueraded"));
            return;
        }
    }

    private bool HasRule(Place place, string commentStart) =>
        _observed.NatTables.Any(t => t.Place == place && t.Lab == _lab.Name && t.Rules.Any(r => r.Comment.StartsWith(commentStart, StringComparison.Ordinal) || r.Comment == commentStart));

    private IEnumerable<(Place Place, ObservedInterface Link)> Neighbours(IPAddress address) =>
        _observed.Places.Values
            .Where(p => p.Place.IsRoot || p.Lab == _lab.Name)
            .SelectMany(p => p.Interfaces.Values.Where(i => i.Mac is not null && i.Addresses.Any(a => a.Address.Equals(address))).Select(i => (p.Place, i)));

    /// <summary>From one interface to the machine that takes the frame: over a cable, and through the switch at its other end.</summary>
    private async Task<Arrival> CrossAsync(Departure leave, CancellationToken ct)
    {
        var end = new WireEnd(leave.Place, leave.Link.Name);
        if (!leave.Link.IsUp) return Arrival.Failed($"at {end}, which is down");
        if (Wires.Far(_lab.Desired, end) is { } far)
        {
            if (Wires.IsUp(_observed, far) is false) return Arrival.Failed($"on the link {end} - {far}: {far} is down");
            _steps.Add(new TraceStep("link", $"{end} - {far}"));
            end = far;
        }

        if (BridgeOf(end) is { } bridge) return await SwitchAsync(bridge, end, leave, ct).ConfigureAwait(false);
        return Wires.LinuxBridgeOf(_lab.Desired, _observed, end) is { } kernelBridge ? await BridgeAsync(kernelBridge, end, leave, ct).ConfigureAwait(false) : Arrive(end, leave);
    }

    /// <summary>The Open vSwitch bridge that the end is a port of; its own interface is its local port.</summary>
    private DesiredBridge? BridgeOf(WireEnd end) =>
        end.Place.IsRoot ? _lab.Desired.Bridges.FirstOrDefault(b => b.Name == end.Name || b.Ports.Any(p => p.Name == end.Name)) : null;

    private async Task<Arrival> SwitchAsync(DesiredBridge bridge, WireEnd end, Departure leave, CancellationToken ct)
    {
        var port = end.Name == bridge.Name ? "LOCAL" : _observed.Bridges.GetValueOrDefault(bridge.Name)?.Ports.GetValueOrDefault(end.Name)?.OfPort?.ToString(CultureInfo.InvariantCulture);
        if (port is null) return Arrival.Failed($"at {bridge.Name}: {end.Name} is no port of it");
        var (steps, outputs, drop) = await _switches.TraceAsync(bridge.Name, _packet.Expression(port, leave.Link.Mac ?? default, leave.Next), ct).ConfigureAwait(false);
        _steps.AddRange(steps);
        if (drop is not null) return Arrival.Failed(drop);
        return Take([.. outputs.SelectMany(o => Behind(new WireEnd(Place.Root, o)))], bridge.Name, leave);
    }

    /// <summary>What is at the other end of a port's cable: when that is a kernel's bridge, everything on it.</summary>
    private IEnumerable<WireEnd> Behind(WireEnd port) =>
        Wires.Far(_lab.Desired, port) is not { } far ? [port]
        : Wires.LinuxBridgeOf(_lab.Desired, _observed, far) is { } bridge ? Wires.LinuxBridgeEnds(_lab.Desired, _observed, bridge, far)
        : [far];

    private async Task<Arrival> BridgeAsync(string bridge, WireEnd end, Departure leave, CancellationToken ct)
    {
        var others = Wires.LinuxBridgeEnds(_lab.Desired, _observed, bridge, end).ToList();
        _steps.Add(new TraceStep(bridge, "a Linux bridge: it goes to whoever has that MAC"));
        // Nobody on it: then on through the Open vSwitch bridge that it is cabled to.
        return !others.Exists(e => IsFor(e, leave)) && others.Find(e => BridgeOf(e) is not null) is { } port && BridgeOf(port) is { } next
            ? await SwitchAsync(next, port, leave, ct).ConfigureAwait(false)
            : Take(others, bridge, leave);
    }

    /// <summary>Of the ends that a frame reaches, the one that takes it in.</summary>
    private Arrival Take(List<WireEnd> ends, string bridge, Departure leave)
    {
        foreach (var end in ends.Where(e => IsFor(e, leave)))
        {
            if (Wires.IsUp(_observed, end) is false) return Arrival.Failed($"at {end}, which is down");
            return Arrive(end, leave);
        }

        return ends.Count == 0
            ? Arrival.Failed($"in {bridge}: it leaves by no port")
            : Arrival.Failed($"behind {bridge}: it reaches {string.Join(", ", ends)}, and none has {(_packet.Protocol == "arp" ? _packet.Destination : leave.Next)}");
    }

    private bool IsFor(WireEnd end, Departure leave)
    {
        if (_observed.Find(end.Place)?.Interfaces.GetValueOrDefault(end.Name) is not { } link) return false;
        return _packet.Protocol == "arp" ? link.Addresses.Any(a => a.Address.Equals(_packet.Destination)) : link.Mac == leave.Next;
    }

    private Arrival Arrive(WireEnd end, Departure leave) =>
        IsFor(end, leave) ? new Arrival(end.Place, null) : Arrival.Failed($"at {end}, which does not have {(_packet.Protocol == "arp" ? _packet.Destination : leave.Next)}");

    private TraceResult Delivered(Place place) => new(_steps, true, $"delivered to {place}");

    private TraceResult Dropped(string where) => new(_steps, false, $"dropped {where}");

    private sealed record Departure(Place Place, ObservedInterface Link, IPAddress NextHop, MacAddress Next, string? Error = null)
    {
        public static Departure Failed(string error) => new(Place.Root, new ObservedInterface { Name = "", IfIndex = 0 }, IPAddress.None, default, error);
    }

    private sealed record Arrival(Place Place, string? Error)
    {
        public static Arrival Failed(string error) => new(Place.Root, error);
    }
}
