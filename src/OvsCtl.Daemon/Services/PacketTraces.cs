using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Checks;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.Switches;
using OvsCtl.Controller.Tracing;
using OvsCtl.OpenFlow;
using OvsCtl.Topology;

namespace OvsCtl.Daemon.Services;

/// <summary>Which way a packet would go, in words.</summary>
internal sealed partial class PacketTraces(LabController labs, Observer observer, OvsLink ovs, ControlSocket control)
{
    public Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken ct) =>
        request.Bridge.Length > 0 ? OnBridgeAsync(request.Bridge, request.Flow, ct) : BetweenHostsAsync(request, ct);

    private async Task<TraceReply> BetweenHostsAsync(TraceRequest request, CancellationToken ct)
    {
        var place = request.From == "root" ? Place.Root : new Place(request.From);
        var lab = LabOf(request.From) ?? (place.IsRoot ? LabOf(request.To) ?? labs.Labs.Values.FirstOrDefault() : null)
            ?? throw new LabNotFoundException($"no host '{request.From}' here; {Hosts()}");
        if (!IPAddress.TryParse(request.To, out var target)) target = Addressing.Of(lab.Desired, request.To, place);
        if (target is null) throw new LabNotFoundException($"'{request.To}' is neither an address nor a host or switch of lab {lab.Name} with one; {Hosts()}");
        var (protocol, port) = Protocol(request.Protocol);
        if (protocol == "arp" && target.AddressFamily == AddressFamily.InterNetworkV6) throw new RpcException(GrpcStatusCode.InvalidArgument, $"IPv6 asks no ARP, and {target} is of IPv6; icmp, tcp/PORT or udp/PORT");
        var packet = new TracedPacket { Protocol = protocol, Port = port, Destination = target };
        var observed = await observer.ObserveAsync(lab.Desired, ct);
        var tracer = new PathTracer(lab, observed, new SwitchTracer(control, await DescriberAsync(ct)), packet);
        return Reply(await tracer.RunAsync(place, ct));
    }

    private async Task<TraceReply> OnBridgeAsync(string bridge, string flow, CancellationToken ct)
    {
        var bridges = (await ovs.GetAsync(ct)).State.Bridges;
        if (!bridges.TryGetValue(bridge, out var found))
            throw new LabNotFoundException($"no bridge '{bridge}' here; " + (bridges.Count == 0 ? "there is none" : $"there is {string.Join(", ", bridges.Keys.Order(StringComparer.Ordinal))}"));
        var known = new BridgeFlows(found, labs.Labs.Values);
        // Names of ports by numbers: the control socket knows them only in some versions.
        var expression = FlowFilter.Packet(flow, known);
        var (steps, outputs, drop) = await new SwitchTracer(control, await DescriberAsync(ct)).TraceAsync(bridge, expression, ct);
        return Reply(new TraceResult(steps, drop is null, drop is null ? $"leaves by {string.Join(", ", outputs.Select(o => Peer(o)))}" : $"dropped {drop}"));
    }

    private static (string Protocol, int Port) Protocol(string text)
    {
        if (text.Length == 0) return ("icmp", 0);
        if (text is "icmp" or "arp") return (text, 0);
        if (text.Split('/') is ["tcp" or "udp", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue)
            return (text[..3], port);
        throw new RpcException(GrpcStatusCode.InvalidArgument, $"unknown kind of packet '{text}'; icmp, arp, tcp/PORT or udp/PORT");
    }

    /// <summary>What is behind a port, when a lab knows.</summary>
    private string Peer(string device)
    {
        var peer = labs.Labs.Values.SelectMany(l => l.Desired.Bridges).SelectMany(b => b.Ports).FirstOrDefault(p => p.Name == device)?.Peer;
        return peer is null ? device : $"{device} (to {peer})";
    }

    private async Task<Func<TracedLookup, (TracedLookup Named, string Why)>> DescriberAsync(CancellationToken ct)
    {
        var bridges = (await ovs.GetAsync(ct)).State.Bridges.Values.ToDictionary(b => b.Name, b => new BridgeFlows(b, labs.Labs.Values));
        return lookup =>
        {
            if (lookup.Priority is not { } priority || !bridges.TryGetValue(lookup.Bridge, out var bridge)) return (lookup, "");
            var cookie = new OpenFlow.Cookie(lookup.Cookie);
            var why = bridge.WhyLearned(cookie) ?? bridge.Wanted(lookup.Table, priority, lookup.Match, cookie)?.Why ?? "";
            return (lookup with { Match = Named(lookup.Match, bridge), Actions = [.. lookup.Actions.Select(a => Output().Replace(a, m => OutputName(m, bridge)))] }, why);
        };
    }

    private static string Named(string match, BridgeFlows bridge)
    {
        try
        {
            return FlowSyntax.ParseFilter(match).Match.ToString(bridge.NameOf);
        }
        catch (FlowSyntaxException)
        {
            // What the switch writes for itself alone, such as recirc_id with a remark, stays as it is.
            return match;
        }
    }

    private static string OutputName(System.Text.RegularExpressions.Match output, BridgeFlows bridge) =>
        bridge.NameOf(new PortNumber(uint.Parse(output.Groups[1].Value, CultureInfo.InvariantCulture))) is { } name ? $"output:{name}" : output.Value;

    private LabSnapshot? LabOf(string name) =>
        labs.FindHost(name)?.Lab ?? labs.Labs.Values.FirstOrDefault(l => l.Desired.Bridges.Any(b => b.Name == name) || l.Desired.LinuxBridges.Any(b => b.Name == name));

    private string Hosts()
    {
        var hosts = labs.Labs.Values.SelectMany(l => l.Desired.Hosts).Select(h => h.Name).Order(StringComparer.Ordinal).ToList();
        return hosts.Count == 0 ? "no lab is up" : $"there is {string.Join(", ", hosts)}";
    }

    private static TraceReply Reply(TraceResult result) => new()
    {
        Steps = { result.Steps.Select(s => new Api.V1.TraceStep { Where = s.Where, What = s.What, Why = s.Why }) },
        Delivered = result.IsDelivered,
        Outcome = result.Outcome,
    };

    [GeneratedRegex("^output:([0-9]{1,5})$")]
    private static partial Regex Output();
}
