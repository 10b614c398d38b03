namespace OvsCtl.Controller.Observing;

/// <summary>A moment in what a watch tells.</summary>
internal readonly record struct WatchMark(HostWatch Watch, long Version);
