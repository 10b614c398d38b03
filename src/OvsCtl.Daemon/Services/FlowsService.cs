using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.Daemon.Grpc;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Daemon.Services;

internal sealed class FlowsService(LabController labs, OvsLink ovs, BridgeControllers controllers)
{
    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Flows"), logger, stopping)
            .Unary<ListFlowsRequest, ListFlowsReply>("List", ListFlowsRequest.Parser, (request, call) => Refusals.TranslateAsync(() => ListAsync(request, call.CancellationToken)))
            .Done();

    private async Task<ListFlowsReply> ListAsync(ListFlowsRequest request, CancellationToken ct)
    {
        var state = (await ovs.GetAsync(ct)).State;
        if (request.Bridge.Length > 0 && !state.Bridges.ContainsKey(request.Bridge))
            throw new LabNotFoundException($"no bridge '{request.Bridge}' here; " + (state.Bridges.Count == 0 ? "there is none" : $"there is {string.Join(", ", state.Bridges.Keys.Order(StringComparer.Ordinal))}"));
        var reply = new ListFlowsReply();
        foreach (var bridge in state.Bridges.Values.Where(b => request.Bridge.Length == 0 || b.Name == request.Bridge).OrderBy(b => b.Name, StringComparer.Ordinal))
            reply.Bridges.Add(await ReadAsync(bridge, ct));
        return reply;
    }

    private async Task<BridgeFlows> ReadAsync(BridgeState bridge, CancellationToken ct)
    {
        var names = bridge.Ports.Values.Where(p => p.Interfaces is [{ OfPort: > 0 }]).ToDictionary(p => new PortNumber((uint)p.Interfaces[0].OfPort.GetValueOrDefault()), p => p.Name);
        string? Name(PortNumber number) => names.GetValueOrDefault(number);
        var wanted = Wanted(bridge);
        var flows = new BridgeFlows { Bridge = bridge.Name };
        foreach (var flow in (await DumpAsync(bridge.Name, ct)).OrderBy(f => f.TableId.Value).ThenByDescending(f => f.Priority))
        {
            var text = LabFlows.AsText(flow);
            var isOurs = wanted.TryGetValue((text.Table, text.Priority, text.Match), out var known) && known.Flow.Cookie == text.Cookie;
            flows.Flows.Add(new Flow
            {
                Table = flow.TableId.Value,
                TableName = isOurs ? PipelineTables.Name(flow.TableId.Value) ?? "" : "",
                Priority = flow.Priority,
                Cookie = flow.Cookie.Value,
                Match = flow.Match.ToString(Name),
                Actions = FlowText.Actions(flow.Instructions, Name),
                PacketCount = flow.PacketCount,
                ByteCount = flow.ByteCount,
                DurationSeconds = flow.Duration.TotalSeconds,
                IdleTimeout = flow.IdleTimeout,
                HardTimeout = flow.HardTimeout,
                Why = isOurs ? known.Flow.Why : "",
                Lab = isOurs ? known.Lab : "",
                Owner = isOurs ? known.Flow.Owner : "",
            });
        }

        return flows;
    }

    private async Task<IReadOnlyList<FlowStats>> DumpAsync(string bridge, CancellationToken ct)
    {
        if (controllers.Find(bridge) is { } connection) return await connection.DumpFlowsAsync(ct);
        await using var visit = await controllers.VisitAsync(bridge, ct);
        return await visit.DumpFlowsAsync(ct);
    }

    private Dictionary<(int, int, string), (string Lab, DesiredFlow Flow)> Wanted(BridgeState bridge)
    {
        var observed = new Dictionary<string, ObservedBridge>
        {
            [bridge.Name] = new()
            {
                Name = bridge.Name,
                Ports = bridge.Ports.Values.ToDictionary(p => p.Name, p => new ObservedPort { Name = p.Name, OfPort = p.Interfaces is [var own] ? own.OfPort : null }),
            },
        };
        var lab = labs.Labs.Values.FirstOrDefault(l => l.Desired.Bridges.Any(b => b.Name == bridge.Name));
        if (lab is null) return [];
        return LabFlows.AsText(LabFlows.Of(lab.Desired, observed)).Where(f => f.Bridge == bridge.Name).ToDictionary(f => (f.Table, f.Priority, f.Match), f => (lab.Name, f));
    }
}
