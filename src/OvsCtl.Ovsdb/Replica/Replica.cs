using System.Runtime.CompilerServices;

namespace OvsCtl.Ovsdb;

/// <summary>
/// A copy of the monitored tables that follows the server. The connection's receive loop is its only writer; everybody else reads whole
/// snapshots, without a lock. A transaction's own changes are in <see cref="Current"/> before its result is returned.
/// When the connection ends the last snapshot stays readable and every wait fails.
/// </summary>
public sealed class Replica
{
    private readonly TaskCreationOptions _continuations;
    private volatile Link _last;

    /// <param name="initial">The first snapshot.</param>
    /// <param name="continuations">On which thread those who wait go on: the pool's, or with none the one that publishes.</param>
    internal Replica(ReplicaSnapshot initial, TaskCreationOptions continuations = TaskCreationOptions.RunContinuationsAsynchronously)
    {
        _continuations = continuations;
        _last = new Link(initial, continuations);
    }

    /// <summary>The newest snapshot.</summary>
    public ReplicaSnapshot Current => _last.Snapshot;

    /// <summary>Completes with the newest snapshot once that is newer than <paramref name="seen"/>. Snapshots between are skipped.</summary>
    /// <exception cref="OvsdbException">The replica ended: <see cref="OvsdbErrorKind.ConnectionLost"/> or <see cref="OvsdbErrorKind.MonitorCanceled"/>.</exception>
    public async Task<ReplicaSnapshot> NextAsync(ReplicaSnapshot seen, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var link = _last;
        if (link.Snapshot.Version > seen.Version) return link.Snapshot;
        var end = await link.Next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return end is null ? Current : throw new OvsdbException(end.Kind, end.Message, end);
    }

    /// <summary>Completes with the first snapshot seen that satisfies the condition, which must be quick and must not throw.</summary>
    /// <exception cref="OvsdbException">The replica ended first: <see cref="OvsdbErrorKind.ConnectionLost"/> or <see cref="OvsdbErrorKind.MonitorCanceled"/>.</exception>
    public async Task<ReplicaSnapshot> WaitAsync(Func<ReplicaSnapshot, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var snapshot = Current;
        while (!condition(snapshot)) snapshot = await NextAsync(snapshot, cancellationToken).ConfigureAwait(false);
        return snapshot;
    }

    /// <summary>
    /// The differences as they come, each list with all rows that differ from the list before: first every row there is. A slow reader
    /// gets longer lists, not more of them. Ends only by cancelling, or with the replica.
    /// </summary>
    /// <exception cref="OvsdbException">The replica ended: <see cref="OvsdbErrorKind.ConnectionLost"/> or <see cref="OvsdbErrorKind.MonitorCanceled"/>.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RowChange>> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = ReplicaSnapshot.Nothing;
        while (true)
        {
            var snapshot = await NextAsync(seen, cancellationToken).ConfigureAwait(false);
            var changes = snapshot.ChangesSince(seen);
            seen = snapshot;
            if (changes.Count > 0) yield return changes;
        }
    }

    internal void Apply(JsonCursor tableUpdates)
    {
        Publish(MonitoredTables.Apply(Current, tableUpdates));
    }

    /// <summary>Takes over a whole new copy, perhaps of other tables, in one step. Rows that are the same stay the same objects; nothing is published when all are.</summary>
    internal void Replace(MonitoredTables tables, JsonCursor initial)
    {
        var snapshot = tables.Refetch(Current, initial);
        if (!ReferenceEquals(snapshot, Current)) Publish(snapshot);
    }

    /// <summary>No more snapshots will come, for this reason.</summary>
    internal void End(OvsdbException reason) => _last.Next.TrySetResult(reason);

    private void Publish(ReplicaSnapshot snapshot)
    {
        var previous = _last;
        _last = new Link(snapshot, _continuations);
        previous.Next.TrySetResult(null);
    }

    /// <summary>A snapshot, and what came after it: null for a newer snapshot, else why there is none.</summary>
    private sealed class Link(ReplicaSnapshot snapshot, TaskCreationOptions continuations)
    {
        public ReplicaSnapshot Snapshot { get; } = snapshot;

        public TaskCompletionSource<OvsdbException?> Next { get; } = new(continuations);
    }
}
