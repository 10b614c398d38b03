namespace OvsCtl.Netns;

/// <summary>Everything there is has been told; changes follow. The first of them may repeat what the snapshot shows already.</summary>
/// <param name="Tables">The tables it is about.</param>
public sealed record SnapshotEnded(WatchedTables Tables) : NetworkChange;
