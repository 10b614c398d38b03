using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Clients;

/// <summary>The service <c>ovsctl.v1.Daemon</c>.</summary>
public sealed class DaemonClient
{
    private readonly GrpcChannel _channel;

    internal DaemonClient(GrpcChannel channel) => _channel = channel;

    /// <summary>With a timeout the call ends with <see cref="GrpcStatusCode.DeadlineExceeded"/> that long from now.</summary>
    public Task<InfoReply> InfoAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync("/ovsctl.v1.Daemon/Info", new InfoRequest(), InfoReply.Parser, timeout, cancellationToken);
}
