using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Learning;

/// <summary>A controller that makes a learning switch of every datapath that connects. It needs no database and no privileges.</summary>
public sealed class LearningController(LearningOptions options, TimeProvider time, ILogger<LearningController> logger)
{
    private readonly LearningMessages _messages = new(options);
    private readonly DatapathConnections _connections = new();
    private readonly ConcurrentDictionary<DatapathId, LearningSwitch> _policies = new();

    /// <summary>Small ones: the only reply it asks for is FEATURES, and the handler keeps no events.</summary>
    public static OpenFlowConnectionOptions DefaultLimits { get; } =
        new() { SendCapacity = 1, EventCapacity = 16, MaxReplySize = 1 << 20, BusyPoll = TimeSpan.FromMicroseconds(200) };

    /// <summary>Limits of each connection.</summary>
    public OpenFlowConnectionOptions Limits { get; init; } = DefaultLimits with { TimeProvider = time };

    /// <summary>How many switches are connected.</summary>
    public int SwitchCount => _connections.Count;

    /// <summary>Starts to listen.</summary>
    /// <param name="target">Where.</param>
    /// <param name="tls">For <c>pssl:</c>.</param>
    /// <exception cref="IOException">Somebody answers there already.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The system refuses.</exception>
    public OpenFlowListener Listen(OpenFlowTarget target, OpenFlowTlsOptions? tls) =>
        OpenFlowListener.Listen(target, tls, Limits with { Handler = CreateHandler }, logger);

    /// <summary>Serves the switches that come, until cancelled; then closes all of them.</summary>
    public async Task ServeAsync(OpenFlowListener listener, CancellationToken ct)
    {
        var serving = new ConcurrentDictionary<OpenFlowConnection, Task>();
        try
        {
            await foreach (var connection in listener.AcceptAllAsync(ct).ConfigureAwait(false))
            {
                serving[connection] = ServeAsync(connection);
                _ = connection.Closed.ContinueWith(_ => serving.TryRemove(connection, out Task? _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The end of the program.
        }

        var last = serving.Values.ToList();
        foreach (var connection in serving.Keys) await connection.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(last).ConfigureAwait(false);
    }

    private async Task ServeAsync(OpenFlowConnection connection)
    {
        await _connections.ServeAsync(connection).ConfigureAwait(false);
        if (_connections.Find(connection.Features.DatapathId) is null) _policies.TryRemove(connection.Features.DatapathId, out _);
    }

    private LearningHandler CreateHandler(FeaturesReply features)
    {
        // A switch that comes again starts afresh, with its flows; an auxiliary connection shares what the main one has learned.
        var isAuxiliary = features.AuxiliaryId != 0;
        var policy = isAuxiliary ? _policies.GetOrAdd(features.DatapathId, _ => new LearningSwitch(options)) : new LearningSwitch(options);
        if (!isAuxiliary) _policies[features.DatapathId] = policy;
        return new LearningHandler(features.DatapathId, policy, _messages, time, logger, isAuxiliary);
    }
}
