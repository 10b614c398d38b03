using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>
/// The ports of one bridge in one snapshot, read when they are asked for: who adds one port to a bridge of thousands need not look at the others.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Callers see IReadOnlyDictionary; here it is the ports.")]
internal sealed class BridgePorts(ReplicaSnapshot snapshot, Row bridge) : IReadOnlyDictionary<string, PortState>
{
    private readonly OvsdbSet _uuids = bridge["ports"].AsSet();
    private readonly Lazy<Dictionary<string, PortState>> _all = new(
        () => VSwitchTables.Referenced(snapshot, "Port", bridge, "ports").Select(port => VSwitchTables.ReadPort(snapshot, port)).ToDictionary(port => port.Name));

    public int Count => _uuids.Count;

    public IEnumerable<string> Keys => _all.Value.Keys;

    public IEnumerable<PortState> Values => _all.Value.Values;

    public PortState this[string key] => TryGetValue(key, out var port) ? port : throw new KeyNotFoundException($"bridge {bridge.GetString("name")} has no port {key}");

    public bool ContainsKey(string key) => Find(key) is not null;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PortState value)
    {
        value = _all.IsValueCreated ? _all.Value.GetValueOrDefault(key) : Find(key) is { } row ? VSwitchTables.ReadPort(snapshot, row) : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, PortState>> GetEnumerator() => _all.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Row? Find(string name) =>
        snapshot.FindAll("Port", "name", name).FirstOrDefault(row => _uuids.Contains(row.Uuid));
}
