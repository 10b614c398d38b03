using Microsoft.Extensions.Logging;
using OvsCtl.Netns;

namespace OvsCtl.Controller.Observing;

/// <summary>Listens to one namespace of a lab until it is disposed of; its sockets keep the namespace alive until then.</summary>
internal sealed class HostWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _loops;
    private long _version;

    /// <param name="ns">The namespace, of which this takes ownership.</param>
    /// <param name="hasNat">Whether the lab has an nft table there.</param>
    /// <param name="changed">Called for each change.</param>
    /// <param name="logger">Where to report.</param>
    public HostWatch(NetworkNamespace ns, bool hasNat, Action changed, ILogger logger)
    {
        (Inode, HasNat) = (ns.Inode, hasNat);
        void Tell()
        {
            Interlocked.Increment(ref _version);
            changed();
        }

        // Both have their sockets when these calls return.
        var route = NamespaceChanges.FollowAsync(
            ns,
            WatchedTables.Links | WatchedTables.Addresses | WatchedTables.Routes | WatchedTables.Forwarding | WatchedTables.Qdiscs,
            (_, isNews) =>
            {
                if (isNews) Tell();
                else Interlocked.Increment(ref _version);
            },
            logger,
            _stop.Token);
        _loops = hasNat ? [route, NamespaceChanges.FollowNftablesAsync(ns, _ => Tell(), logger, _stop.Token)] : [route];
        ns.Dispose();
    }

    public ulong Inode { get; }

    public bool HasNat { get; }

    /// <summary>False once something went wrong: there will be no more events.</summary>
    public bool IsListening => !_loops.Any(l => l.IsCompleted);

    /// <summary>Another one after each change: what was read before it may not be so any more.</summary>
    public long Version => Interlocked.Read(ref _version);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
        _stop.Dispose();
    }
}
