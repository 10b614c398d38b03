using OvsCtl.Api.V1;

namespace OvsCtl.Daemon.Services;

/// <summary>What changes in a flow table from one look to the next. Keeps one entry a flow, whatever happens to it.</summary>
internal sealed class FlowWatch(TimeProvider time)
{
    private Dictionary<(uint Table, uint Priority, string Match), Flow> _before = [];
    private Dictionary<(uint Table, uint Priority, string Match), Flow> _now = [];
    private FlowsLook _look = new();
    private long? _lastAt;
    private double _seconds;

    public void Begin()
    {
        var at = time.GetTimestamp();
        _seconds = _lastAt is { } last ? time.GetElapsedTime(last, at).TotalSeconds : 0;
        _lastAt = at;
        _look = new FlowsLook();
        (_before, _now) = (_now, []);
    }

    public void See(Flow flow)
    {
        var key = (flow.Table, flow.Priority, flow.Match);
        _now[key] = flow;
        if (!_before.Remove(key, out var before))
            Tell(FlowChangeKind.Added, flow, null);
        else if (before.Actions != flow.Actions || before.Cookie != flow.Cookie)
            Tell(FlowChangeKind.Modified, flow, before);
        // Counters that run backwards: the flow was deleted and added again in between.
        else if (flow.PacketCount < before.PacketCount)
            Tell(FlowChangeKind.Added, flow, null);
        else if (flow.PacketCount != before.PacketCount || flow.ByteCount != before.ByteCount)
            Tell(FlowChangeKind.Counted, flow, before);
    }

    public FlowsLook End()
    {
        foreach (var gone in _before.Values) Tell(FlowChangeKind.Removed, gone, null);
        _look.FlowCount = (uint)_now.Count;
        return _look;
    }

    private void Tell(FlowChangeKind kind, Flow flow, Flow? before) => _look.Changes.Add(new FlowChange
    {
        Kind = kind,
        Flow = flow,
        PacketRate = Rate(flow.PacketCount, before?.PacketCount),
        ByteRate = Rate(flow.ByteCount, before?.ByteCount),
    });

    private double Rate(ulong now, ulong? before) => before is { } old && now >= old && _seconds > 0 ? (now - old) / _seconds : 0;
}
