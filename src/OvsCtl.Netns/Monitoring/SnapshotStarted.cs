namespace OvsCtl.Netns;

/// <summary>
/// From here to <see cref="SnapshotEnded"/> everything there is is told, as if it were new. What was told before about these tables is void.
/// </summary>
/// <param name="Tables">The tables it is about.</param>
/// <param name="IsResync">False at the beginning. True when changes came faster than they were read, and some were lost.</param>
public sealed record SnapshotStarted(WatchedTables Tables, bool IsResync) : NetworkChange;
