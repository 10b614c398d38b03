using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.Daemon.Grpc;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Daemon.Services;

internal sealed class FlowsService(LabController labs, OvsLink ovs, BridgeControllers controllers, PacketTraces traces, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Flows"), logger, stopping)
            .ServerStreaming<ListFlowsRequest, FlowsPart>("List", ListFlowsRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => ListAsync(request, stream, call.CancellationToken)))
            .ServerStreaming<WatchFlowsRequest, FlowsLook>("Watch", WatchFlowsRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => WatchAsync(request, stream, call.CancellationToken)))
            .Unary<DiffFlowsRequest, DiffFlowsReply>("Diff", DiffFlowsRequest.Parser, (request, call) => Refusals.TranslateAsync(async () => await new FlowComparison(await FindAsync(request.Bridge, call.CancellationToken), controllers).DiffAsync(request, call.CancellationToken)))
            .Unary<AddFlowRequest, AddFlowReply>("Add", AddFlowRequest.Parser, (request, call) => Refusals.TranslateAsync(async () => await new UnmanagedFlows(await FindAsync(request.Bridge, call.CancellationToken), controllers).AddAsync(request.Flow, call.CancellationToken)))
            .Unary<TraceRequest, TraceReply>("Trace", TraceRequest.Parser, (request, call) => Refusals.TranslateAsync(() => traces.TraceAsync(request, call.CancellationToken)))
            .Unary<DeleteFlowsRequest, DeleteFlowsReply>("Delete", DeleteFlowsRequest.Parser, (request, call) => Refusals.TranslateAsync(async () => await new UnmanagedFlows(await FindAsync(request.Bridge, call.CancellationToken), controllers).DeleteAsync(request.Filter, call.CancellationToken)))
            .Done();

    private async Task ListAsync(ListFlowsRequest request, ResponseStream<FlowsPart> stream, CancellationToken ct)
    {
        var bridges = request.Bridge.Length > 0 ? [await FindAsync(request.Bridge, ct)] : await AllAsync(ct);
        var selection = FlowOwner.Of(request, labs);
        foreach (var bridge in bridges.Where(b => selection is null || b.Lab?.Name == selection.Lab))
        {
            // The filter first: what is wrong with it should be told before anything is shown.
            var query = FlowFilter.Request(request.Filter, bridge, selection);
            var isEmpty = true;
            await foreach (var frame in FlowDump.ReadAsync(controllers.ManagementSocket(bridge.Bridge), query, ct))
            {
                var part = request.Raw ? new FlowsPart { Bridge = bridge.Bridge, Raw = MessageText.Dump(frame.Span).Text } : bridge.Read(frame);
                if (part.Raw.Length == 0 && part.Flows.Count == 0) continue;
                isEmpty = false;
                await stream.WriteAsync(part);
            }

            if (isEmpty) await stream.WriteAsync(new FlowsPart { Bridge = bridge.Bridge });
        }
    }

    private async Task WatchAsync(WatchFlowsRequest request, ResponseStream<FlowsLook> stream, CancellationToken ct)
    {
        var interval = TimeSpan.FromMilliseconds(request.IntervalMs == 0 ? 1000 : Math.Clamp(request.IntervalMs, 20, 3_600_000));
        var watch = new FlowWatch(time);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            // Anew each time: ports and the lab may have changed.
            var bridge = await FindAsync(request.Bridge, ct);
            var query = FlowFilter.Request(request.Filter, bridge, null);
            watch.Begin();
            await foreach (var frame in FlowDump.ReadAsync(controllers.ManagementSocket(bridge.Bridge), query, ct))
                foreach (var flow in bridge.Read(frame).Flows) watch.See(flow);
            await stream.WriteAsync(watch.End());
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task<BridgeFlows> FindAsync(string name, CancellationToken ct)
    {
        var bridges = (await ovs.GetAsync(ct)).State.Bridges;
        return bridges.TryGetValue(name, out var bridge)
            ? new BridgeFlows(bridge, labs.Labs.Values)
            : throw new LabNotFoundException($"no bridge '{name}' here; " + (bridges.Count == 0 ? "there is none" : $"there is {string.Join(", ", bridges.Keys.Order(StringComparer.Ordinal))}"));
    }

    private async Task<IReadOnlyList<BridgeFlows>> AllAsync(CancellationToken ct) =>
        [.. (await ovs.GetAsync(ct)).State.Bridges.Values.OrderBy(b => b.Name, StringComparer.Ordinal).Select((BridgeState b) => new BridgeFlows(b, labs.Labs.Values))];
}
