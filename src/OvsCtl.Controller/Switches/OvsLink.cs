using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OvsCtl.Ovsdb;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Controller.Switches;

/// <summary>Keeps one connection to the switch's database, and makes a new one when it breaks.</summary>
public sealed partial class OvsLink(OvsOptions options, ILogger<OvsLink> logger, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastBackoff = TimeSpan.FromSeconds(2);

    private volatile TaskCompletionSource<VSwitch> _current = NewSource();

    /// <summary>Raised on every change of the replica, on the loop's own thread: handlers only take a note.</summary>
    public event Action<VSwitchState>? Changed;

    /// <summary>The connected switch, or null.</summary>
    public VSwitch? Current => _current.Task is { IsCompletedSuccessfully: true } task ? task.GetAwaiter().GetResult() : null;

    public OvsOptions Options => options;

    /// <summary>Waits for the connection as long as <see cref="OvsOptions.Patience"/> says.</summary>
    /// <exception cref="OvsUnavailableException">There was none in that time.</exception>
    public async Task<VSwitch> GetAsync(CancellationToken ct)
    {
        try
        {
            return await _current.Task.WaitAsync(options.Patience, time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new OvsUnavailableException($"Open vSwitch's database at {options.Database} does not answer", e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = FirstBackoff;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var vswitch = await VSwitch.ConnectAsync(options.Database, logger, stoppingToken).ConfigureAwait(false);
                backoff = FirstBackoff;
                LogConnected(options.Database.ToString());
                _current.TrySetResult(vswitch);
                try
                {
                    await WatchAsync(vswitch, stoppingToken).ConfigureAwait(false);
                }
                finally
                {
                    // However it ended: nobody may be handed a connection that is gone.
                    _current = NewSource();
                    LogLost(options.Database.ToString());
                }
            }
            catch (Exception e) when (e is OvsdbException or IOException or System.Net.Sockets.SocketException)
            {
                LogCannotConnect(options.Database.ToString(), e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }

            await Task.Delay(backoff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            backoff = backoff * 2 < LastBackoff ? backoff * 2 : LastBackoff;
        }
    }

    private async Task WatchAsync(VSwitch vswitch, CancellationToken ct)
    {
        var seen = vswitch.State;
        Changed?.Invoke(seen);
        while (!vswitch.Closed.IsCompleted)
        {
            var next = vswitch.NextAsync(seen, ct);
            if (await Task.WhenAny(next, vswitch.Closed).ConfigureAwait(false) != next) return;
            seen = await next.ConfigureAwait(false);
            Changed?.Invoke(seen);
        }
    }

    private static TaskCompletionSource<VSwitch> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1, LogLevel.Information, "connected to {Endpoint}")]
    private partial void LogConnected(string endpoint);

    [LoggerMessage(2, LogLevel.Warning, "lost the connection to {Endpoint}")]
    private partial void LogLost(string endpoint);

    [LoggerMessage(3, LogLevel.Debug, "cannot connect to {Endpoint}: {Reason}")]
    private partial void LogCannotConnect(string endpoint, string reason);
}
