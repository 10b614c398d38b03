using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OvsCtl.OpenFlow;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Controller.Switches;

/// <summary>The controller connections of all bridges that we control, and short visits to those that we do not.</summary>
public sealed partial class BridgeControllers(OvsOptions options, ILogger<BridgeControllers> logger, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<BridgeController>> _bridges = new();

    /// <summary>Raised with the bridge's name when its connection comes or goes or its ports change: handlers only take a note.</summary>
    public event Action<string>? Changed;

    /// <summary>What belongs into the bridge's Controller row.</summary>
    public string Target(string bridge) => $"unix:{PathOf(bridge)}";

    /// <summary>
    /// Starts to listen for the bridge, before the bridge is told: a switch that finds nobody waits a second before it tries again.
    /// </summary>
    public void Listen(string bridge) =>
        _ = _bridges.GetOrAdd(bridge, name => new Lazy<BridgeController>(() => new BridgeController(name, PathOf(name), () => Changed?.Invoke(name), logger, time))).Value;

    public async Task ForgetAsync(string bridge)
    {
        if (_bridges.TryRemove(bridge, out var controller)) await controller.Value.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The flows of a bridge of ours; null when it is not connected.</summary>
    /// <param name="bridge">Its name.</param>
    /// <param name="trusted">How long ago they may have been read if it has told of no change since.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task<IReadOnlyList<ObservedFlow>?> ReadFlowsAsync(string bridge, TimeSpan trusted, CancellationToken ct) =>
        _bridges.GetValueOrDefault(bridge)?.Value.ReadFlowsAsync(trusted, ct) ?? Task.FromResult<IReadOnlyList<ObservedFlow>?>(null);

    /// <summary>Its flows were changed by ourselves.</summary>
    public void ForgetFlows(string bridge) => _bridges.GetValueOrDefault(bridge)?.Value.ForgetFlows();

    /// <summary>Where anybody who may open it can speak to the bridge.</summary>
    public string ManagementSocket(string bridge) => Path.Combine(options.RunDirectory, $"{bridge}.mgmt");

    public OpenFlowConnection? Find(string bridge) => _bridges.GetValueOrDefault(bridge)?.Value.Current;

    /// <exception cref="OvsUnavailableException">The bridge did not connect in time.</exception>
    public async Task<OpenFlowConnection> GetAsync(string bridge, CancellationToken ct)
    {
        Listen(bridge);
        try
        {
            return await _bridges[bridge].Value.WaitAsync(ct).WaitAsync(options.Patience, time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new OvsUnavailableException($"bridge {bridge} did not connect to {Target(bridge)} within {options.Patience.TotalSeconds} s", e);
        }
    }

    /// <summary>A connection of our own to a bridge's management socket, for reading; works for bridges that nobody or somebody else controls.</summary>
    /// <exception cref="OvsUnavailableException">The bridge has no such socket, or does not speak OpenFlow 1.3 on it.</exception>
    public async Task<OpenFlowConnection> VisitAsync(string bridge, CancellationToken ct)
    {
        var path = ManagementSocket(bridge);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct).ConfigureAwait(false);
            return await OpenFlowConnection.HandshakeAsync(new NetworkStream(socket, ownsSocket: true), new OpenFlowConnectionOptions(), logger, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or OpenFlowException)
        {
            socket.Dispose();
            throw new OvsUnavailableException($"bridge {bridge} cannot be read over {path}: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bridge in _bridges.Keys) await ForgetAsync(bridge).ConfigureAwait(false);
    }

    private string PathOf(string bridge) => Path.Combine(options.RunDirectory, $"{bridge}.controller");
}
