using OvsCtl.Netns;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Observing;

/// <summary>Reads how links shape what they send.</summary>
internal static class Shapes
{
    private const int PercentPrecision = 4;

    /// <summary>By the link's index; those that do not shape at all are left out.</summary>
    public static IReadOnlyDictionary<int, Shape> Read(RouteSocket socket, IReadOnlyList<Link> links)
    {
        var shapes = new Dictionary<int, Shape>();
        // The list of links says which have one; most labs have none, and are spared the second list.
        if (!links.Any(l => l.Qdisc is "tbf" or "netem")) return shapes;
        foreach (var qdisc in socket.GetQdiscs())
        {
            var shape = shapes.GetValueOrDefault(qdisc.IfIndex) ?? new Shape();
            switch (qdisc.Settings)
            {
                case TokenBucket bucket:
                    shapes[qdisc.IfIndex] = shape with { Rate = bucket.BitsPerSecond, Burst = (int)Math.Min(bucket.BurstBytes, int.MaxValue) };
                    break;
                case NetworkEmulation emulation:
                    shapes[qdisc.IfIndex] = shape with
                    {
                        Delay = emulation.Delay > TimeSpan.Zero ? emulation.Delay : null,
                        Loss = emulation.Loss > 0 ? Math.Round(emulation.Loss * 100, PercentPrecision) : null,
                    };
                    break;
            }
        }

        return shapes;
    }

    /// <summary>The disciplines that the lab needs and nothing here has yet, as far as the kernel does not have them.</summary>
    public static IReadOnlyDictionary<string, string> FindMissing(DesiredState? hint, IEnumerable<ObservedPlace> places)
    {
        var missing = new Dictionary<string, string>();
        var needed = hint?.Interfaces.SelectMany(i => i.Shape?.Disciplines ?? []).ToHashSet() ?? [];
        if (needed.Count == 0) return missing;
        needed.ExceptWith(places.SelectMany(p => p.Interfaces.Values).SelectMany(i => i.Shape?.Disciplines ?? []));
        foreach (var kind in needed)
            if (KernelFeatures.FindMissingQdisc(kind) is { } feature) missing[kind] = feature.Message;
        return missing;
    }
}
