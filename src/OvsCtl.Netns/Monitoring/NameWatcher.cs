using System.Threading.Channels;

namespace OvsCtl.Netns.Monitoring;

/// <summary>Tells which names come and go in /run/netns, by inotify; also when that directory is made only later.</summary>
internal sealed class NameWatcher : IDisposable
{
    private readonly string _directory;

    // Events come on a thread that must not wait; a full queue is a loss, mended by a snapshot.
    private readonly Channel<NamespaceChange?> _events = Channel.CreateBounded<NamespaceChange?>(4096);
    private readonly FileSystemWatcher _parent;
    private FileSystemWatcher? _names;
    private int _isLost;

    public NameWatcher(string directory)
    {
        _directory = directory;
        _parent = new FileSystemWatcher(Path.GetDirectoryName(directory) ?? "/", Path.GetFileName(directory)) { NotifyFilter = NotifyFilters.DirectoryName };
        _parent.Created += (_, _) => Lose();
        _parent.EnableRaisingEvents = true;
    }

    public async Task RunAsync(ChannelWriter<IReadOnlyList<NetworkChange>> changes, CancellationToken cancellationToken)
    {
        await changes.WriteAsync(Snapshot(isResync: false), cancellationToken).ConfigureAwait(false);
        await foreach (var change in _events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Interlocked.Exchange(ref _isLost, 0) != 0) await changes.WriteAsync(Snapshot(isResync: true), cancellationToken).ConfigureAwait(false);
            else if (change is not null) await changes.WriteAsync([change], cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _parent.Dispose();
        _names?.Dispose();
    }

    private List<NetworkChange> Snapshot(bool isResync)
    {
        if (_names is null && Directory.Exists(_directory)) _names = Watch();
        string[] names = Directory.Exists(_directory) ? [.. Directory.EnumerateFiles(_directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
        return
        [
            new SnapshotStarted(WatchedTables.Namespaces, isResync),
            .. names.Select(name => new NamespaceChange(name, false)),
            new SnapshotEnded(WatchedTables.Namespaces),
        ];
    }

    private FileSystemWatcher Watch()
    {
        var watcher = new FileSystemWatcher(_directory) { NotifyFilter = NotifyFilters.FileName };
        watcher.Created += (_, e) => Add(e.Name, isDeleted: false);
        watcher.Deleted += (_, e) => Add(e.Name, isDeleted: true);
        watcher.Renamed += (_, e) =>
        {
            Add(e.OldName, isDeleted: true);
            Add(e.Name, isDeleted: false);
        };
        watcher.Error += (_, _) => Lose();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Add(string? name, bool isDeleted)
    {
        if (name is null || !_events.Writer.TryWrite(new NamespaceChange(name, isDeleted))) Lose();
    }

    // The event that is read next, this one or one before it, finds the mark.
    private void Lose()
    {
        Volatile.Write(ref _isLost, 1);
        _events.Writer.TryWrite(null);
    }
}
