using System.Collections.Concurrent;

namespace OvsCtl.OpenFlow;

/// <summary>
/// The connections of many switches, by datapath id. Of two main connections of one datapath the newer wins: a switch that comes
/// again has lost the old one, whether this end has noticed or not. Auxiliary connections (OpenFlow 1.3 §6.3.6) belong to the main
/// one and end with it.
/// </summary>
public sealed class DatapathConnections
{
    private const int MaxAuxiliaries = 255; // auxiliary_id has 8 bits, 0 is the main one

    // A switch may open it as soon as its main connection has said who it is, which may be here a moment later than there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<DatapathId, OpenFlowConnection> _mains = new();
    private readonly ConcurrentDictionary<DatapathId, TaskCompletionSource> _awaitedMains = new();
    private readonly ConcurrentDictionary<(DatapathId Datapath, byte AuxiliaryId), OpenFlowConnection> _auxiliaries = new();

    /// <summary>How many switches are connected.</summary>
    public int Count => _mains.Count;

    /// <summary>The main connection of a datapath; null when it is not connected.</summary>
    /// <param name="datapath">The datapath.</param>
    public OpenFlowConnection? Find(DatapathId datapath) => _mains.GetValueOrDefault(datapath);

    /// <summary>The auxiliary connections of a datapath.</summary>
    /// <param name="datapath">The datapath.</param>
    public IReadOnlyList<OpenFlowConnection> FindAuxiliaries(DatapathId datapath)
    {
        var found = new List<OpenFlowConnection>();
        for (var id = 1; id <= MaxAuxiliaries && !_auxiliaries.IsEmpty; id++)
        {
            if (_auxiliaries.TryGetValue((datapath, (byte)id), out var connection)) found.Add(connection);
        }

        return found;
    }

    /// <summary>Adds a connection and serves it until it ends; closes the one it replaces, and this one when it has no main connection to belong to.</summary>
    /// <param name="connection">A connection after its handshake. This takes ownership.</param>
    /// <returns>Completes when the connection has ended.</returns>
    public Task ServeAsync(OpenFlowConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Features.AuxiliaryId == 0 ? ServeMainAsync(connection) : ServeAuxiliaryAsync(connection);
    }

    private async Task ServeMainAsync(OpenFlowConnection connection)
    {
        var datapath = connection.Features.DatapathId;
        var older = Enter(_mains, datapath, connection);
        if (_awaitedMains.TryRemove(datapath, out var awaited)) awaited.TrySetResult();
        if (older is not null) await older.CloseAsync("A newer connection of the same datapath took its place.").ConfigureAwait(false);
        // An older one that came late has taken none along, and what is there may be the newer one's.
        if (older is not null && older != connection) await CloseAuxiliariesAsync(datapath, auxiliary => connection.IsNewerThan(auxiliary)).ConfigureAwait(false);

        await connection.Closed.ConfigureAwait(false);
        var wasMain = _mains.TryRemove(KeyValuePair.Create(datapath, connection));
        await connection.DisposeAsync().ConfigureAwait(false);
        if (wasMain) await CloseAuxiliariesAsync(datapath, _ => true).ConfigureAwait(false);
    }

    /// <returns>The older of two, which is to be closed: it may be the one that was to be entered. Null when there was none.</returns>
    private static OpenFlowConnection? Enter<TKey>(ConcurrentDictionary<TKey, OpenFlowConnection> connections, TKey key, OpenFlowConnection connection)
        where TKey : notnull
    {
        OpenFlowConnection? older = null;
        connections.AddOrUpdate(key, connection, (_, current) =>
        {
            (older, var newer) = connection.IsNewerThan(current) ? (current, connection) : (connection, current);
            return newer;
        });
        return older;
    }

    private async Task CloseAuxiliariesAsync(DatapathId datapath, Func<OpenFlowConnection, bool> isMeant)
    {
        foreach (var auxiliary in FindAuxiliaries(datapath).Where(isMeant)) await auxiliary.CloseAsync("Its main connection has ended.").ConfigureAwait(false);
    }

    private async Task ServeAuxiliaryAsync(OpenFlowConnection connection)
    {
        var key = (connection.Features.DatapathId, connection.Features.AuxiliaryId);
        // Entered before the main one is looked for: one that ends now finds this to close, or is found to be gone.
        var older = Enter(_auxiliaries, key, connection);
        if (older is not null) await older.CloseAsync("A newer auxiliary connection of the same id took its place.").ConfigureAwait(false);
        if (!_mains.ContainsKey(key.DatapathId)) await MainAsync(connection).ConfigureAwait(false);
        if (!_mains.ContainsKey(key.DatapathId))
            await connection.CloseAsync($"It is the auxiliary connection {key.AuxiliaryId} of a datapath that has no main connection.").ConfigureAwait(false);
        await connection.Closed.ConfigureAwait(false);
        _auxiliaries.TryRemove(KeyValuePair.Create(key, connection));
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task MainAsync(OpenFlowConnection auxiliary)
    {
        var datapath = auxiliary.Features.DatapathId;
        var awaited = _awaitedMains.GetOrAdd(datapath, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        // Its absence is told from the table, and not from why the waiting ended. It may have come between the look and the entry.
        if (!_mains.ContainsKey(datapath)) await ((Task)Task.WhenAny(awaited.Task, auxiliary.Closed)).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _awaitedMains.TryRemove(KeyValuePair.Create(datapath, awaited));
    }
}
