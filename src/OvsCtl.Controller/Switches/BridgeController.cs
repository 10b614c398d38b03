using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Forwarding;
using OvsCtl.OpenFlow;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Controller.Switches;

/// <summary>
/// Our side of one bridge's controller connection: listens where the bridge connects to, keeps the newest connection,
/// reads what comes unasked. Which bridge it is follows from the socket, not from what the peer claims.
/// </summary>
internal sealed partial class BridgeController : IAsyncDisposable
{
    private static readonly FlowMonitor s_monitor = new() { Flags = FlowMonitorFlags.Add | FlowMonitorFlags.Delete | FlowMonitorFlags.Modify };

    /// <summary>A switch that dies takes its end of the socket along; only one that hangs has to be asked, and with many bridges that adds up.</summary>
    private static readonly TimeSpan EchoIdle = TimeSpan.FromSeconds(60);

    private readonly OpenFlowListener _listener;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private readonly NewestConnection _newest = new();
    private volatile InstalledFlows? _installed;
    private volatile OpenFlowConnection? _monitored; // the connection whose switch tells of changed flows
    private long _version; // another one after each sign of a change

    public BridgeController(string bridge, string path, Action changed, ILogger logger, TimeProvider time)
    {
        (Bridge, _changed, _logger, _time) = (bridge, changed, logger, time);
        _listener = OpenFlowListener.ListenUnix(path, new OpenFlowConnectionOptions { EchoIdle = EchoIdle }, logger);
        _loop = AcceptAsync();
    }

    public string Bridge { get; }

    public OpenFlowConnection? Current => _newest.Current;

    public Task<OpenFlowConnection> WaitAsync(CancellationToken ct) => _newest.WaitAsync(ct);

    /// <summary>What the switch has. Null when it is not connected.</summary>
    /// <param name="trusted">How old an answer may be if the switch has told of no change since.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<IReadOnlyList<ObservedFlow>?> ReadFlowsAsync(TimeSpan trusted, CancellationToken ct)
    {
        if (Current is not { } connection) return null;
        var version = Interlocked.Read(ref _version);
        if (ReferenceEquals(_monitored, connection) && _installed is { } known && known.Version == version && ReferenceEquals(known.Connection, connection) && _time.GetElapsedTime(known.ReadAt) < trusted)
            return known.Flows;
        var flows = (await connection.DumpFlowsAsync(ct).ConfigureAwait(false)).Select(LabFlows.AsText).ToList();
        _installed = new InstalledFlows(connection, version, _time.GetTimestamp(), flows);
        return flows;
    }

    public void ForgetFlows() => Interlocked.Increment(ref _version);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var ct = _stop.Token;
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(ct).ConfigureAwait(false);
                // A switch that comes again has forgotten the old connection; it closes by itself when its bytes end.
                serving.RemoveAll(static s => s.IsCompleted);
                serving.Add(ServeAsync(connection, ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(OpenFlowConnection connection, CancellationToken ct)
    {
        await using var owned = connection.ConfigureAwait(false);
        if (!_newest.TryEnter(connection)) return;
        LogConnected(Bridge, connection.Features.DatapathId.ToString());
        _changed();
        try
        {
            long dropped = 0;
            await WatchFlowsAsync(connection, ct).ConfigureAwait(false);
            await foreach (var message in connection.Events.ReadAllAsync(ct).ConfigureAwait(false))
            {
                ControllerMetrics.SwitchEvents.Add(1, new KeyValuePair<string, object?>("bridge", Bridge));
                var lost = connection.DroppedCount;
                // What was dropped may have been the only sign of a change.
                if (SwitchNews.IsChange(message) || lost > dropped) ForgetFlows();
                if (lost > dropped)
                {
                    ControllerMetrics.QueueDrops.Add(lost - dropped, new KeyValuePair<string, object?>("bridge", Bridge));
                    _changed();
                }

                dropped = lost;
                if (message is PacketIn) ControllerMetrics.PacketIns.Add(1, new KeyValuePair<string, object?>("bridge", Bridge));
                if (SwitchNews.IsNews(message)) _changed();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ChannelClosedException or OpenFlowException)
        {
            LogEnded(Bridge, e.Message);
        }

        LogLost(Bridge);
        _newest.Leave(connection);
        _changed();
    }

    /// <summary>Asks to be told what others do to the flows.</summary>
    private async Task WatchFlowsAsync(OpenFlowConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.RequestAsync<FlowMonitorReply>(new FlowMonitorRequest([s_monitor]), ct).ConfigureAwait(false);
            _monitored = connection;
        }
        catch (OpenFlowErrorException e)
        {
            LogNoMonitor(Bridge, e.Message);
        }
    }

    private sealed record InstalledFlows(OpenFlowConnection Connection, long Version, long ReadAt, IReadOnlyList<ObservedFlow> Flows);

    [LoggerMessage(10, LogLevel.Information, "bridge {Bridge} connected, datapath {Datapath}")]
    private partial void LogConnected(string bridge, string datapath);

    [LoggerMessage(11, LogLevel.Information, "bridge {Bridge} disconnected")]
    private partial void LogLost(string bridge);

    [LoggerMessage(13, LogLevel.Information, "bridge {Bridge} tells nothing of changed flows: {Reason}")]
    private partial void LogNoMonitor(string bridge, string reason);

    [LoggerMessage(12, LogLevel.Debug, "bridge {Bridge}: {Reason}")]
    private partial void LogEnded(string bridge, string reason);
}
