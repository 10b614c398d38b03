namespace OvsCtl.Ovsdb;

/// <summary>The replicas of one connection by monitor id. Only the receive loop touches it.</summary>
internal sealed class Monitors
{
    private readonly Dictionary<string, Replica> _replicas = [];

    public Replica Start(string id, MonitoredTables tables, JsonCursor initialUpdates)
    {
        var replica = new Replica(MonitoredTables.Apply(tables.Empty, initialUpdates));
        _replicas.Add(id, replica);
        return replica;
    }

    // "update2": [<monitor-id>, <table-updates2>]. An unknown id is a monitor whose caller stopped waiting for it.
    public void Update(JsonCursor parameters)
    {
        if (Find(parameters) is not { } found) return;
        parameters.Next();
        found.Replica.Apply(parameters);
    }

    // "monitor_canceled": [<monitor-id>]
    public void Cancel(JsonCursor parameters)
    {
        if (Find(parameters) is not { } found) return;
        _replicas.Remove(found.Id);
        found.Replica.End(new OvsdbException(OvsdbErrorKind.MonitorCanceled, "the server canceled the monitor: its database is gone or has another schema"));
    }

    public void End(OvsdbException reason)
    {
        foreach (var replica in _replicas.Values) replica.End(reason);
        _replicas.Clear();
    }

    private (string Id, Replica Replica)? Find(JsonCursor parameters)
    {
        if (!parameters.NextElement()) throw OvsdbException.Protocol("a notification has no monitor id");
        var id = parameters.String();
        return _replicas.TryGetValue(id, out var replica) ? (id, replica) : null;
    }
}
