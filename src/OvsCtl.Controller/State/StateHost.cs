using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OvsCtl.Controller.State;

/// <summary>Opens the database of desired state before anything else needs it, and runs its server if that is ours.</summary>
public sealed class StateHost(StateOptions options, ILoggerFactory loggers, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private StateServer? _server;
    private StateStore? _store;

    /// <summary>There once the service has started.</summary>
    public StateStore Store => _store ?? throw new InvalidOperationException("the database of desired state is not open yet");

    /// <exception cref="StateException">There is no database to be had.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Servers is null)
        {
            _server = new StateServer(options, loggers.CreateLogger<StateServer>(), time);
            await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        _store = await StateStore.OpenAsync(options, loggers.CreateLogger<StateStore>(), time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing yet: whoever stops after this may still have to write. The end is the disposal.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync().ConfigureAwait(false);
        if (_server is not null) await _server.DisposeAsync().ConfigureAwait(false);
        (_store, _server) = (null, null);
    }
}
