using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Clients;

/// <summary>The service <c>ovsctl.v1.Hosts</c>.</summary>
public sealed class HostsClient
{
    private const string Service = "/ovsctl.v1.Hosts/";

    private readonly GrpcChannel _channel;

    internal HostsClient(GrpcChannel channel) => _channel = channel;

    public Task<HostLocation> LocateAsync(LocateRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Locate", request, HostLocation.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<PingReply> PingAsync(PingRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Ping", request, PingReply.Parser, cancellationToken: cancellationToken);

    public Task<PingAllReply> PingAllAsync(PingAllRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "PingAll", request, PingAllReply.Parser, cancellationToken: cancellationToken);
}
