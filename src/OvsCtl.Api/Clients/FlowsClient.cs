using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Clients;

/// <summary>The service <c>ovsctl.v1.Flows</c>.</summary>
public sealed class FlowsClient
{
    private readonly GrpcChannel _channel;

    internal FlowsClient(GrpcChannel channel) => _channel = channel;

    public Task<ListFlowsReply> ListAsync(ListFlowsRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync("/ovsctl.v1.Flows/List", request, ListFlowsReply.Parser, cancellationToken: cancellationToken);
}
