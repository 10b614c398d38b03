using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Desired;

/// <summary>
/// OpenFlow port numbers. A port that has one keeps it; a new one asks for the lowest that is free, in file order, so that
/// the numbers of a fresh lab are 1, 2, 3… and adding a host renumbers nobody.
/// </summary>
public static class PortNumbers
{
    public static IReadOnlyDictionary<string, int> Assign(DesiredBridge bridge, ObservedBridge? observed)
    {
        var numbers = new Dictionary<string, int>();
        var ports = observed?.Ports.Values ?? [];
        var taken = ports.Where(p => p.OfPort > 0).Select(p => p.OfPort.GetValueOrDefault()).ToHashSet();
        foreach (var port in bridge.Ports)
        {
            if (observed?.Ports.GetValueOrDefault(port.Name) is { OfPort: > 0 } known)
            {
                numbers[port.Name] = known.OfPort.Value;
                continue;
            }

            var number = 1;
            while (!taken.Add(number)) number++;
            numbers[port.Name] = number;
        }

        return numbers;
    }
}
