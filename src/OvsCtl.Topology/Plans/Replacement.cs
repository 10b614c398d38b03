using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

/// <summary>
/// A cable of the lab that somebody deleted and made again by hand: a pair with the names it should have, no mark on it, and an end in a host of
/// the lab. What is in the lab's own namespaces under the lab's own names is the lab's.
/// </summary>
internal static class Replacement
{
    public static bool IsOf(string lab, DesiredCable cable, ObservedState observed)
    {
        if (observed.Find(cable.A.Place)?.Interfaces.GetValueOrDefault(cable.A.Name) is not { } a || observed.Find(cable.B.Place)?.Interfaces.GetValueOrDefault(cable.B.Name) is not { } b) return false;
        if (a.Kind != "veth" || b.Kind != "veth" || a.PeerIfIndex != b.IfIndex || b.PeerIfIndex != a.IfIndex) return false;
        if (!IsFree(a, lab) || !IsFree(b, lab)) return false;
        return observed.Find(cable.A.Place)?.Lab == lab || observed.Find(cable.B.Place)?.Lab == lab;
    }

    private static bool IsFree(ObservedInterface link, string lab) => link.Lab is null || link.Lab == lab;
}
