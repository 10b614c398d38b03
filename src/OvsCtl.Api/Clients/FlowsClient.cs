using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Clients;

/// <summary>The service <c>ovsctl.v1.Flows</c>.</summary>
public sealed class FlowsClient
{
    private const string Service = "/ovsctl.v1.Flows/";

    private readonly GrpcChannel _channel;

    internal FlowsClient(GrpcChannel channel) => _channel = channel;

    public IAsyncEnumerable<FlowsPart> ListAsync(ListFlowsRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "List", request, FlowsPart.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<FlowsLook> WatchAsync(WatchFlowsRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Watch", request, FlowsLook.Parser, cancellationToken: cancellationToken);

    public Task<DiffFlowsReply> DiffAsync(DiffFlowsRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Diff", request, DiffFlowsReply.Parser, cancellationToken: cancellationToken);

    public Task<AddFlowReply> AddAsync(AddFlowRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Add", request, AddFlowReply.Parser, cancellationToken: cancellationToken);

    public Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Trace", request, TraceReply.Parser, cancellationToken: cancellationToken);

    public Task<DeleteFlowsReply> DeleteAsync(DeleteFlowsRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Delete", request, DeleteFlowsReply.Parser, cancellationToken: cancellationToken);
}
