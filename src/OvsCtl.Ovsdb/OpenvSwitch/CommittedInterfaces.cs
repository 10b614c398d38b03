using System.Collections;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Interfaces as one snapshot has them, read when they are asked for: who adds a thousand ports seldom looks at each. A row that somebody has deleted since is left out.</summary>
internal sealed class CommittedInterfaces(ReplicaSnapshot snapshot, IReadOnlyList<Uuid> uuids) : IReadOnlyList<InterfaceState>
{
    private readonly Lazy<InterfaceState[]> _interfaces = new(() => [.. uuids.Select(uuid => VSwitchTables.FindInterface(snapshot, uuid)).OfType<InterfaceState>()]);

    public int Count => _interfaces.Value.Length;

    public InterfaceState this[int index] => _interfaces.Value[index];

    public IEnumerator<InterfaceState> GetEnumerator() => _interfaces.Value.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
