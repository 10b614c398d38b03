using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;

namespace OvsCtl.Daemon.Services;

/// <summary>Flows made by hand. Those that a lab looks after are out of reach: they would come back, or be in the lab's way.</summary>
internal sealed class UnmanagedFlows(BridgeFlows bridge, BridgeControllers controllers)
{
    public async Task<AddFlowReply> AddAsync(string text, CancellationToken ct)
    {
        var flow = FlowFilter.Add(text, bridge);
        if (BridgeFlows.IsManaged(flow.Cookie))
            throw new RpcException(GrpcStatusCode.InvalidArgument, $"cookie={flow.Cookie} is the mark of a lab's own flows; leave it out, or take another");
        await using var visit = await controllers.VisitAsync(bridge.Bridge, ct);
        var covered = await visit.DumpFlowsAsync(ct, flow.TableId, flow.Match);
        var replaced = covered.FirstOrDefault(f => f.Priority == flow.Priority && f.Match.Equals(flow.Match));
        if (replaced is not null && BridgeFlows.IsManaged(replaced.Cookie))
        {
            var known = bridge.Message(replaced);
            throw new RpcException(
                GrpcStatusCode.AlreadyExists,
                $"a lab looks after the flow {BridgeFlows.Describe(known)}{(known.Why.Length > 0 ? $" ({known.Why})" : "")}; another priority puts yours above or below it");
        }

        await SendAsync(visit, [flow], ct);
        return new AddFlowReply { Flow = bridge.Message(flow), Replaced = replaced is not null };
    }

    public async Task<DeleteFlowsReply> DeleteAsync(string filter, CancellationToken ct)
    {
        var query = FlowFilter.Request(filter, bridge, null);
        await using var visit = await controllers.VisitAsync(bridge.Bridge, ct);
        var all = (await visit.RequestAsync<FlowStatsReply>(query, ct)).Flows;
        var ours = all.Where(f => !BridgeFlows.IsManaged(f.Cookie)).ToList();
        // One by one, each with its cookie: a flow of a lab that takes its place meanwhile stays.
        await SendAsync(visit, [.. ours.Select(Delete)], ct);
        return new DeleteFlowsReply { DeletedCount = (uint)ours.Count, ManagedCount = (uint)(all.Count - ours.Count) };
    }

    private static FlowMod Delete(FlowStats flow) => new()
    {
        Command = FlowModCommand.DeleteStrict,
        TableId = flow.TableId,
        Priority = flow.Priority,
        Match = flow.Match,
        Cookie = flow.Cookie,
        CookieMask = new Cookie(ulong.MaxValue),
    };

    private static async Task SendAsync(OpenFlowConnection visit, IReadOnlyList<FlowMod> flows, CancellationToken ct)
    {
        if (await visit.SendFlowModsAsync(flows, ct) is [var refused, ..])
            throw new RpcException(GrpcStatusCode.InvalidArgument, $"the switch refused it: {refused.Error.TypeName} {refused.Error.CodeName}");
    }
}
