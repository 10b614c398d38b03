using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Observing;

/// <summary>
/// What was read of namespaces, kept as long as their watches tell of no change: a look after one event reads one namespace, not all.
/// For one desired state of one lab; used by its loop alone.
/// </summary>
internal sealed class PlaceCache(DesiredState lab, KernelWatch watch)
{
    private readonly Dictionary<Place, Entry> _entries = [];

    public DesiredState Lab => lab;

    /// <summary>Taken before the namespace is read.</summary>
    public WatchMark? Mark(Place place, ulong inode) => place.Host is { } host ? watch.Mark(host, inode) : null;

    public (ObservedPlace Place, IReadOnlyList<ObservedNatTable> Tables)? Find(Place place, ulong inode) =>
        _entries.TryGetValue(place, out var entry) && Mark(place, inode) is { } now && now == entry.Mark ? (entry.Place, entry.Tables) : null;

    public void Put(WatchMark? mark, ObservedPlace place, IReadOnlyList<ObservedNatTable> tables)
    {
        if (mark is { } known) _entries[place.Place] = new Entry(known, place, tables);
        else _entries.Remove(place.Place);
    }

    /// <summary>What was done since is seen at once, not when the kernel has told of it.</summary>
    public void Forget(IEnumerable<PlanStep> done)
    {
        foreach (var step in done)
        {
            if (step is PutFlow or DeleteFlow or AwaitConnection or AddPort or DeletePort or ClearPortVlan or AddBridge or SetBridge or SetBridgeInterfaceUp) continue;
            if (Where(step) is { } place) _entries.Remove(place);
            else _entries.Clear();
        }
    }

    /// <summary>Drops what is kept of namespaces that are gone.</summary>
    public void Trim(IReadOnlyDictionary<Place, ObservedPlace> there)
    {
        foreach (var place in _entries.Keys.Where(p => !there.ContainsKey(p)).ToList()) _entries.Remove(place);
    }

    /// <summary>The one namespace that a step changes; null when it is not known to be one.</summary>
    private static Place? Where(PlanStep step) => step switch
    {
        AddAddress add => add.Place,
        DeleteAddress delete => delete.Place,
        AddRoute add => add.Route.Place,
        DeleteRoute delete => delete.Route.Place,
        SetSysctl set => set.Place,
        SetShape set => set.Place,
        _ => null,
    };

    private sealed record Entry(WatchMark Mark, ObservedPlace Place, IReadOnlyList<ObservedNatTable> Tables);
}
