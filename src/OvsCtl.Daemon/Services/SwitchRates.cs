using OvsCtl.Api.V1;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;

namespace OvsCtl.Daemon.Services;

/// <summary>How much goes through the ports and flows of bridges, from one look to the next.</summary>
internal sealed class SwitchRates(BridgeControllers controllers, TimeProvider time, int flowCount)
{
    private readonly Dictionary<string, FlowWatch> _flows = [];
    private Dictionary<(string Bridge, uint Port), PortStats> _ports = [];
    private long? _lastAt;

    public async Task<TopLook> LookAsync(IReadOnlyList<BridgeFlows> bridges, CancellationToken ct)
    {
        var look = new TopLook();
        var now = time.GetTimestamp();
        var seconds = _lastAt is { } last ? time.GetElapsedTime(last, now).TotalSeconds : 0;
        _lastAt = now;
        var ports = new Dictionary<(string, uint), PortStats>();
        var flows = new List<TopFlow>();
        foreach (var bridge in bridges)
        {
            await using var visit = await controllers.VisitAsync(bridge.Bridge, ct);
            foreach (var port in (await visit.RequestAsync<PortStatsReply>(new PortStatsRequest(PortNumber.Any), ct)).Ports)
            {
                ports[(bridge.Bridge, port.Port.Value)] = port;
                if (_ports.TryGetValue((bridge.Bridge, port.Port.Value), out var before)) look.Ports.Add(Port(bridge, port, before, seconds));
            }

            flows.AddRange((await FlowsAsync(bridge, ct)).Select(c => new TopFlow { Bridge = bridge.Bridge, Change = c }));
        }

        _ports = ports;
        look.Flows.AddRange(flows.OrderByDescending(f => f.Change.PacketRate).Take(flowCount));
        return look;
    }

    private async Task<IEnumerable<FlowChange>> FlowsAsync(BridgeFlows bridge, CancellationToken ct)
    {
        if (!_flows.TryGetValue(bridge.Bridge, out var watch)) _flows[bridge.Bridge] = watch = new FlowWatch(time);
        watch.Begin();
        await foreach (var frame in FlowDump.ReadAsync(controllers.ManagementSocket(bridge.Bridge), new FlowStatsRequest(), ct))
            foreach (var flow in bridge.Read(frame).Flows) watch.See(flow);
        return watch.End().Changes.Where(c => c.Kind == FlowChangeKind.Counted);
    }

    private static PortRate Port(BridgeFlows bridge, PortStats now, PortStats before, double seconds) => new()
    {
        Bridge = bridge.Bridge,
        Port = now.Port == PortNumber.Local ? bridge.Bridge : bridge.NameOf(now.Port) ?? now.Port.ToString(),
        RxPacketRate = Rate(now.ReceivedPackets, before.ReceivedPackets, seconds),
        RxByteRate = Rate(now.ReceivedBytes, before.ReceivedBytes, seconds),
        TxPacketRate = Rate(now.SentPackets, before.SentPackets, seconds),
        TxByteRate = Rate(now.SentBytes, before.SentBytes, seconds),
        DropRate = Rate(now.ReceiveDropped, before.ReceiveDropped, seconds) + Rate(now.SendDropped, before.SendDropped, seconds),
    };

    // A counter that nobody keeps has all bits set, one of a port made anew is smaller.
    private static double Rate(ulong now, ulong before, double seconds) => now == ulong.MaxValue || now < before || seconds <= 0 ? 0 : (now - before) / seconds;
}
