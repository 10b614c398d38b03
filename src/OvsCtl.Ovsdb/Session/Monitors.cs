namespace OvsCtl.Ovsdb;

/// <summary>The monitors of one connection by id. Only the receive loop changes it.</summary>
internal sealed class Monitors
{
    private readonly Dictionary<string, MonitorFeed> _feeds = [];
    private readonly Lock _lock = new();

    public void Add(string id, MonitorFeed feed)
    {
        lock (_lock) _feeds.Add(id, feed);
    }

    /// <summary>The id of the monitor behind a replica; any thread may ask.</summary>
    public string? FindId(Replica replica)
    {
        lock (_lock) return _feeds.FirstOrDefault(pair => pair.Value.Replica == replica).Key;
    }

    public void Stop(string id, OvsdbException reason) => Take(id)?.End(reason);

    // "update": [<monitor-id>, <table-updates>]. An unknown id is a monitor whose caller stopped waiting for it.
    public void UpdatePlain(JsonCursor parameters) => Find(parameters)?.UpdatePlain(parameters);

    // "update2": [<monitor-id>, <table-updates2>]
    public void Update(JsonCursor parameters) => Find(parameters)?.Update(parameters);

    // "update3": [<monitor-id>, <last-txn-id>, <table-updates2>]
    public void UpdateSince(JsonCursor parameters) => Find(parameters)?.UpdateSince(parameters);

    // "monitor_canceled": [<monitor-id>]
    public void Cancel(JsonCursor parameters) => Take(ReadId(parameters))?.Cancel();

    public void End(OvsdbException reason)
    {
        List<MonitorFeed> feeds;
        lock (_lock)
        {
            feeds = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (var feed in feeds) feed.ConnectionEnded(reason);
    }

    private static string ReadId(JsonCursor parameters) =>
        parameters.NextElement() ? parameters.String() : throw OvsdbException.Protocol("a notification has no monitor id");

    private MonitorFeed? Take(string id)
    {
        lock (_lock) return _feeds.Remove(id, out var feed) ? feed : null;
    }

    private MonitorFeed? Find(JsonCursor parameters)
    {
        var id = ReadId(parameters);
        parameters.Next();
        lock (_lock) return _feeds.GetValueOrDefault(id);
    }
}
