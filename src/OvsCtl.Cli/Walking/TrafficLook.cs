using System.Globalization;
using OvsCtl.Api;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Walking;

/// <summary>What traffic leaves behind: packets counted by flows, and neighbours learned.</summary>
internal sealed class TrafficLook
{
    private const int MostHosts = 40;
    private const int MostFlows = 8;

    private readonly Dictionary<(string Bridge, uint Table, uint Priority, string Match), Flow> _flows = [];
    private readonly HashSet<string> _neighbours = [];

    private TrafficLook()
    {
    }

    public static async Task<TrafficLook> TakeAsync(OvsCtlClient client, string lab, IReadOnlyCollection<string> hosts, CancellationToken cancellationToken)
    {
        var look = new TrafficLook();
        await foreach (var part in client.Flows.ListAsync(new ListFlowsRequest { Lab = lab }, cancellationToken))
            foreach (var flow in part.Flows) look._flows[(part.Bridge, flow.Table, flow.Priority, flow.Match)] = flow;
        if (hosts.Count <= MostHosts) foreach (var host in hosts) look.AddNeighbours(host);
        return look;
    }

    public bool HasCountedSince(TrafficLook before) => _flows.Any(flow => Counted(flow.Key, before) > 0);

    public IEnumerable<string> Since(TrafficLook before)
    {
        foreach (var learned in _neighbours.Except(before._neighbours).Order(StringComparer.Ordinal)) yield return learned;
        var counted = _flows.Where(flow => Counted(flow.Key, before) > 0).OrderByDescending(flow => Counted(flow.Key, before)).ToList();
        foreach (var ((bridge, table, _, match), flow) in counted.Take(MostFlows))
            yield return string.Create(CultureInfo.InvariantCulture, $"{bridge} table {table}: {Counted((bridge, table, flow.Priority, match), before)} packets, {(flow.Why.Length > 0 ? flow.Why : match)}");
        if (counted.Count > MostFlows) yield return string.Create(CultureInfo.InvariantCulture, $"and {counted.Count - MostFlows} more flows counted packets");
    }

    private long Counted((string, uint, uint, string) key, TrafficLook before) =>
        (long)_flows[key].PacketCount - (before._flows.TryGetValue(key, out var then) ? (long)then.PacketCount : 0);

    // A lesson goes on without this: whoever may talk to the daemon may still not enter the hosts.
    private void AddNeighbours(string host)
    {
        try
        {
            using var ns = NamedNamespaceAccess.Open(host);
            using var route = ns.OpenRouteSocket();
            foreach (var neighbour in route.GetNeighbours().Where(neighbour => neighbour.LinkAddress.Length > 0))
                _neighbours.Add($"{host} has learned that {neighbour.Address} is at {IpWords.Mac(neighbour.LinkAddress)}");
        }
        catch (Exception e) when (e is CommandFailure or NativeException or NetlinkException)
        {
            _neighbours.Clear();
        }
    }
}
