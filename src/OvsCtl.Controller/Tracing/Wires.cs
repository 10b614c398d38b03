using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Controller.Tracing;

/// <summary>What is plugged into what.</summary>
internal static class Wires
{
    /// <summary>The other end of the cable; null for an interface without one, such as a bridge's own.</summary>
    public static WireEnd? Far(DesiredState lab, WireEnd end)
    {
        foreach (var cable in lab.Cables)
        {
            if (Is(cable.A, end)) return Of(cable.B);
            if (Is(cable.B, end)) return Of(cable.A);
        }

        return null;
    }

    /// <summary>Null when the interface is not there.</summary>
    public static bool? IsUp(ObservedState observed, WireEnd end) => observed.Find(end.Place)?.Interfaces.GetValueOrDefault(end.Name)?.IsUp;

    /// <summary>The kernel's bridge that the end is a port of, or itself.</summary>
    public static string? LinuxBridgeOf(DesiredState lab, ObservedState observed, WireEnd end) =>
        lab.LinuxBridges.Any(b => b.Interface.Place == end.Place && b.Name == end.Name) ? end.Name : observed.Find(end.Place)?.Interfaces.GetValueOrDefault(end.Name)?.Master;

    /// <summary>Where a frame comes out that enters a kernel's bridge at this end; bridges behind it included. The lab file allows no loops.</summary>
    public static IEnumerable<WireEnd> LinuxBridgeEnds(DesiredState lab, ObservedState observed, string bridge, WireEnd entry)
    {
        if (entry.Name != bridge) yield return entry with { Name = bridge };
        foreach (var member in observed.Find(entry.Place)?.Interfaces.Values.Where(i => i.Master == bridge && i.Name != entry.Name) ?? [])
        {
            var end = entry with { Name = member.Name };
            if (Far(lab, end) is not { } far) continue;
            if (LinuxBridgeOf(lab, observed, far) is not { } next)
            {
                yield return far;
                continue;
            }

            foreach (var behind in LinuxBridgeEnds(lab, observed, next, far)) yield return behind;
        }
    }

    private static bool Is(DesiredInterface link, WireEnd end) => link.Place == end.Place && link.Name == end.Name;

    private static WireEnd Of(DesiredInterface link) => new(link.Place, link.Name);
}
