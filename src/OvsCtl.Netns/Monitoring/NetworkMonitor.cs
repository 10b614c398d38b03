using System.Threading.Channels;

namespace OvsCtl.Netns.Monitoring;

/// <summary>The watchers of one stream, and what they found until it is read. A reader that is too slow makes them wait, and the kernel drop: then they resync.</summary>
internal sealed class NetworkMonitor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<IReadOnlyList<NetworkChange>> _changes = Channel.CreateBounded<IReadOnlyList<NetworkChange>>(16);
    private readonly List<IDisposable> _watchers = [];
    private readonly List<Task> _loops = [];

    public NetworkMonitor(NetworkNamespace ns, WatchedTables tables, int bufferSize)
    {
        try
        {
            var ofRoute = tables & ~WatchedTables.Namespaces;
            var route = ofRoute == WatchedTables.None ? null : Add(new RouteWatcher(ns, ofRoute, bufferSize));
            var names = tables.HasFlag(WatchedTables.Namespaces) ? Add(new NameWatcher(NamedNamespaces.Directory)) : null;
            if (route is not null) _loops.Add(RunAsync(route.RunAsync));
            if (names is not null) _loops.Add(RunAsync(names.RunAsync));
        }
        catch
        {
            foreach (var watcher in _watchers) watcher.Dispose();
            _stop.Dispose();
            throw;
        }
    }

    public IAsyncEnumerable<IReadOnlyList<NetworkChange>> ReadAllAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
        foreach (var watcher in _watchers) watcher.Dispose();
        _stop.Dispose();
    }

    private T Add<T>(T watcher)
        where T : IDisposable
    {
        _watchers.Add(watcher);
        return watcher;
    }

    private async Task RunAsync(Func<ChannelWriter<IReadOnlyList<NetworkChange>>, CancellationToken, Task> watch)
    {
        try
        {
            await watch(_changes.Writer, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The stream was closed.
        }
#pragma warning disable CA1031 // Handed to the reader, whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _changes.Writer.TryComplete(e);
        }
    }
}
