using OvsCtl.Api.Clients;
using OvsCtl.Api.Grpc;

namespace OvsCtl.Api;

/// <summary>
/// A client of ovsctld. Every call may throw <see cref="RpcException"/>; <see cref="GrpcStatusCode.Unavailable"/> means that there
/// is no daemon at the socket, that it went away, or that it has lost its Open vSwitch.
/// </summary>
public sealed class OvsCtlClient : IDisposable
{
    private readonly GrpcChannel _channel;

    private OvsCtlClient(GrpcChannel channel)
    {
        _channel = channel;
        Labs = new LabsClient(channel);
        Flows = new FlowsClient(channel);
        Switches = new SwitchesClient(channel);
        Hosts = new HostsClient(channel);
        Daemon = new DaemonClient(channel);
    }

    public LabsClient Labs { get; }

    public FlowsClient Flows { get; }

    public SwitchesClient Switches { get; }

    public HostsClient Hosts { get; }

    public DaemonClient Daemon { get; }

    /// <summary>Names the socket; the connection is made by the first call.</summary>
    /// <exception cref="ArgumentException">The path is too long for a unix socket (108 bytes).</exception>
    public static OvsCtlClient Connect(string socketPath) => new(new GrpcChannel(socketPath));

    public void Dispose() => _channel.Dispose();
}
