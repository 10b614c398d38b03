using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.Daemon.Grpc;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Daemon.Services;

/// <summary>Bridges, ports, groups and meters, of labs and of others: looked at, never changed.</summary>
internal sealed class SwitchesService(LabController labs, OvsLink ovs, BridgeControllers controllers, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Switches"), logger, stopping)
            .Unary<ShowSwitchesRequest, ShowSwitchesReply>("Show", ShowSwitchesRequest.Parser, (request, call) => Refusals.TranslateAsync(() => ShowAsync(request.Bridge, call.CancellationToken)))
            .Unary<ListGroupsRequest, ListGroupsReply>("ListGroups", ListGroupsRequest.Parser, (request, call) => Refusals.TranslateAsync(() => GroupsAsync(request.Bridge, call.CancellationToken)))
            .Unary<ListMetersRequest, ListMetersReply>("ListMeters", ListMetersRequest.Parser, (request, call) => Refusals.TranslateAsync(() => MetersAsync(request.Bridge, call.CancellationToken)))
            .Unary<NamesRequest, NamesReply>("Names", NamesRequest.Parser, (_, _) => Task.FromResult(Names()))
            .ServerStreaming<TopRequest, TopLook>("Top", TopRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => TopAsync(request, stream, call.CancellationToken)))
            .Done();

    private NamesReply Names() => new()
    {
        Labs = { labs.Labs.Keys.Order(StringComparer.Ordinal) },
        Hosts = { labs.Labs.Values.SelectMany(l => l.Desired.Hosts).Select(h => h.Name).Order(StringComparer.Ordinal) },
        Bridges = { (ovs.Current?.State.Bridges.Keys ?? []).Order(StringComparer.Ordinal) },
    };

    private async Task<ShowSwitchesReply> ShowAsync(string name, CancellationToken ct)
    {
        var reply = new ShowSwitchesReply();
        foreach (var bridge in await FindAsync(name, ct)) reply.Bridges.Add(await ReadAsync(bridge, ct));
        return reply;
    }

    private async Task<Bridge> ReadAsync(BridgeState bridge, CancellationToken ct)
    {
        var known = new BridgeFlows(bridge, labs.Labs.Values);
        var message = new Bridge
        {
            Name = bridge.Name,
            DatapathId = bridge.DatapathId?.ToString("x16", CultureInfo.InvariantCulture) ?? "",
            DatapathType = bridge.DatapathType.Length > 0 ? bridge.DatapathType : "system",
            FailMode = bridge.FailMode ?? "standalone",
            Protocols = { bridge.Protocols },
            Controllers = { bridge.ControllerTargets },
            // The switch writes is_connected into the database now and then only: of our own connection we know better.
            IsConnected = bridge.IsControllerConnected || controllers.Find(bridge.Name) is not null,
            Lab = known.Lab?.Name ?? "",
        };
        Dictionary<uint, PortStats> counters = [];
        try
        {
            await using var visit = await controllers.VisitAsync(bridge.Name, ct);
            message.FlowCount = (await visit.RequestAsync<AggregateStatsReply>(new AggregateStatsRequest(), ct)).FlowCount;
            counters = (await visit.RequestAsync<PortStatsReply>(new PortStatsRequest(PortNumber.Any), ct)).Ports.ToDictionary(p => p.Port.Value);
        }
        catch (Exception e) when (e is OvsUnavailableException or OpenFlowException)
        {
            // What OVSDB says is worth showing when the switch does not speak OpenFlow 1.3 with us.
            message.Error = e.Message;
        }

        foreach (var port in bridge.Ports.Values.OrderBy(p => p.Interfaces is [var own, ..] ? own.OfPort ?? int.MaxValue : int.MaxValue))
            message.Ports.AddRange(port.Interfaces.Select(i => Port(port, i, known, counters)));
        return message;
    }

    private static BridgePort Port(Ovsdb.OpenvSwitch.PortState port, InterfaceState own, BridgeFlows bridge, Dictionary<uint, PortStats> counters)
    {
        var number = own.OfPort is > 0 and var given ? given == 65534 ? PortNumber.Local : new PortNumber((uint)given) : (PortNumber?)null;
        var seen = number is { } n ? counters.GetValueOrDefault(n.Value) : null;
        return new BridgePort
        {
            Name = own.Name,
            Bond = port.Name == own.Name ? "" : port.Name,
            Ofport = own.OfPort is > 0 and var ofPort ? (uint)ofPort : 0,
            Type = own.Type,
            Peer = bridge.Lab?.Desired.Bridges.FirstOrDefault(b => b.Name == bridge.Bridge)?.Ports.FirstOrDefault(p => p.Name == own.Name)?.Peer ?? own.Options.GetValueOrDefault("peer") ?? "",
            Mac = own.Mac ?? "",
            Mtu = (uint)(own.Mtu ?? 0),
            IsUp = own.AdminState == "up" && own.LinkState == "up",
            State = $"{own.AdminState ?? "unknown"}/{own.LinkState ?? "unknown"}",
            Error = own.Error ?? "",
            RxPackets = Known(seen?.ReceivedPackets),
            RxBytes = Known(seen?.ReceivedBytes),
            RxDropped = Known(seen?.ReceiveDropped),
            RxErrors = Known(seen?.ReceiveErrors),
            TxPackets = Known(seen?.SentPackets),
            TxBytes = Known(seen?.SentBytes),
            TxDropped = Known(seen?.SendDropped),
            TxErrors = Known(seen?.SendErrors),
        };
    }

    // All bits set says that nobody counts (OpenFlow 1.3 §A.3.5).
    private static ulong Known(ulong? counter) => counter is null or ulong.MaxValue ? 0 : counter.Value;

    private async Task<ListGroupsReply> GroupsAsync(string name, CancellationToken ct)
    {
        var reply = new ListGroupsReply();
        foreach (var bridge in await FindAsync(name, ct))
        {
            var known = new BridgeFlows(bridge, labs.Labs.Values);
            await using var visit = await controllers.VisitAsync(bridge.Name, ct);
            var counters = (await visit.RequestAsync<GroupStatsReply>(new GroupStatsRequest(GroupId.All), ct)).Groups.ToDictionary(g => g.GroupId);
            foreach (var group in (await visit.RequestAsync<GroupDescReply>(new GroupDescRequest(), ct)).Groups.OrderBy(g => g.GroupId.Value))
            {
                var seen = counters.GetValueOrDefault(group.GroupId);
                reply.Groups.Add(new Api.V1.Group
                {
                    Bridge = bridge.Name,
                    Id = group.GroupId.Value,
                    Type = TypeName(group.Type),
                    Buckets = { group.Buckets.Select((b, i) => Bucket(b, seen?.Buckets.ElementAtOrDefault(i), known)) },
                    PacketCount = Known(seen?.PacketCount),
                    ByteCount = Known(seen?.ByteCount),
                    ReferenceCount = seen?.ReferenceCount ?? 0,
                    DurationSeconds = seen?.Duration.TotalSeconds ?? 0,
                });
            }
        }

        return reply;
    }

    private static string TypeName(GroupType type) => (byte)type switch { 0 => "all", 1 => "select", 2 => "indirect", 3 => "ff", var other => other.ToString(CultureInfo.InvariantCulture) };

    private static Bucket Bucket(GroupBucket bucket, BucketCounters? counters, BridgeFlows bridge) => new()
    {
        Actions = bucket.Actions.Count == 0 ? "drop" : string.Join(',', bucket.Actions.Select(a => a.ToString(bridge.NameOf))),
        Weight = bucket.Weight,
        WatchPort = bucket.WatchPort == PortNumber.Any ? "" : bridge.NameOf(bucket.WatchPort) ?? bucket.WatchPort.ToString(),
        PacketCount = Known(counters?.PacketCount),
        ByteCount = Known(counters?.ByteCount),
    };

    private async Task<ListMetersReply> MetersAsync(string name, CancellationToken ct)
    {
        var reply = new ListMetersReply();
        foreach (var bridge in await FindAsync(name, ct))
        {
            await using var visit = await controllers.VisitAsync(bridge.Name, ct);
            var counters = (await visit.RequestAsync<MeterStatsReply>(new MeterStatsRequest(MeterId.All), ct)).Meters.ToDictionary(m => m.MeterId);
            foreach (var meter in (await visit.RequestAsync<MeterConfigReply>(new MeterConfigRequest(MeterId.All), ct)).Meters.OrderBy(m => m.MeterId.Value))
            {
                var seen = counters.GetValueOrDefault(meter.MeterId);
                reply.Meters.Add(new Meter
                {
                    Bridge = bridge.Name,
                    Id = meter.MeterId.Value,
                    Unit = meter.Flags.HasFlag(MeterFlags.PacketsPerSecond) ? "packets/s" : "kbit/s",
                    Bands = { meter.Bands.Select((b, i) => Band(b, seen?.Bands.ElementAtOrDefault(i))) },
                    FlowCount = seen?.FlowCount ?? 0,
                    PacketCount = Known(seen?.PacketInCount),
                    ByteCount = Known(seen?.ByteInCount),
                    DurationSeconds = seen?.Duration.TotalSeconds ?? 0,
                });
            }
        }

        return reply;
    }

    private static Band Band(MeterBand band, BandCounters? counters) => new()
    {
        Type = band switch { DropBand => "drop", DscpRemarkBand => "dscp_remark", _ => "other" },
        Rate = band.Rate,
        BurstSize = band.BurstSize,
        PacketCount = Known(counters?.PacketCount),
        ByteCount = Known(counters?.ByteCount),
    };

    private async Task TopAsync(TopRequest request, ResponseStream<TopLook> stream, CancellationToken ct)
    {
        var interval = TimeSpan.FromMilliseconds(request.IntervalMs == 0 ? 1000 : Math.Clamp(request.IntervalMs, 20, 3_600_000));
        var rates = new SwitchRates(controllers, time, request.FlowCount == 0 ? 20 : (int)Math.Min(request.FlowCount, 1000));
        using var timer = new PeriodicTimer(interval, time);
        await rates.LookAsync(await KnownAsync(request.Bridge, ct), ct);
        while (await timer.WaitForNextTickAsync(ct)) await stream.WriteAsync(await rates.LookAsync(await KnownAsync(request.Bridge, ct), ct));
    }

    private async Task<IReadOnlyList<BridgeFlows>> KnownAsync(string name, CancellationToken ct) =>
        [.. (await FindAsync(name, ct)).Select(b => new BridgeFlows(b, labs.Labs.Values))];

    private async Task<IReadOnlyList<BridgeState>> FindAsync(string name, CancellationToken ct)
    {
        var bridges = (await ovs.GetAsync(ct)).State.Bridges;
        if (name.Length == 0) return [.. bridges.Values.OrderBy(b => b.Name, StringComparer.Ordinal)];
        return bridges.TryGetValue(name, out var bridge)
            ? [bridge]
            : throw new LabNotFoundException($"no bridge '{name}' here; " + (bridges.Count == 0 ? "there is none" : $"there is {string.Join(", ", bridges.Keys.Order(StringComparer.Ordinal))}"));
    }
}
