using System.Globalization;
using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Rendering;

/// <summary>The busiest flows on a screen of their own, what changed highlighted.</summary>
internal sealed class FlowScreen(LiveScreen screen, string bridge) : IDisposable
{
    private readonly Dictionary<(uint, uint, string), FlowChange> _flows = [];
    private bool _isFirst = true;

    public static string Line(FlowChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{Word(change.Kind),-8} {FlowLine.Of(change.Flow)}  n_packets={change.Flow.PacketCount}")
        + (change.Kind == FlowChangeKind.Counted ? $"  {FlowColumns.Rate(change.PacketRate)}" : "")
        + (change.Flow.Why.Length > 0 ? $"  ({change.Flow.Why})" : "");

    public void Show(FlowsLook look)
    {
        foreach (var (key, old) in _flows.ToList())
        {
            if (old.Kind == FlowChangeKind.Removed) _flows.Remove(key);
            else _flows[key] = new FlowChange { Flow = old.Flow };
        }

        foreach (var change in look.Changes) _flows[(change.Flow.Table, change.Flow.Priority, change.Flow.Match)] = _isFirst ? new FlowChange { Flow = change.Flow } : change;
        _isFirst = false;
        Draw(look);
    }

    public void Dispose() => screen.Dispose();

    private void Draw(FlowsLook look)
    {
        var rows = _flows.Values
            .OrderByDescending(f => f.Kind is not (FlowChangeKind.Unspecified or FlowChangeKind.Counted))
            .ThenByDescending(f => f.PacketRate)
            .ThenByDescending(f => f.Flow.PacketCount);
        (string Text, string Style)[] headings =
        [
            ($"bridge {bridge}: {look.FlowCount} flows, {FlowColumns.Rate(_flows.Values.Sum(f => f.PacketRate))}   Ctrl-C ends", "1"),
            ("  RATE       BYTES/S    PACKETS    TABLE         PRIORITY  MATCH -> ACTIONS", "1"),
        ];
        screen.Draw(headings.Concat(rows.Select(r => (Row(r), Style(r.Kind)))));
    }

    private static string Row(FlowChange change)
    {
        var flow = change.Flow;
        var table = string.Create(CultureInfo.InvariantCulture, $"{flow.Table} {flow.TableName}");
        return string.Create(CultureInfo.InvariantCulture, $"{Sign(change.Kind)} {FlowColumns.Rate(change.PacketRate),-10} {change.ByteRate,-10:0} {flow.PacketCount,-10} {table,-13} {flow.Priority,-9} ")
            + $"{(flow.Match.Length > 0 ? flow.Match : "any")} -> {(flow.Actions.Length > 0 ? flow.Actions : "drop")}" + (flow.Why.Length > 0 ? $"  {flow.Why}" : "");
    }

    private static string Style(FlowChangeKind kind) => kind switch
    {
        FlowChangeKind.Added => "32",
        FlowChangeKind.Modified => "33",
        FlowChangeKind.Removed => "31",
        FlowChangeKind.Counted => "1",
        _ => "0",
    };

    private static string Sign(FlowChangeKind kind) => kind switch
    {
        FlowChangeKind.Added => "+",
        FlowChangeKind.Modified => "~",
        FlowChangeKind.Removed => "-",
        _ => " ",
    };

    private static string Word(FlowChangeKind kind) => kind switch
    {
        FlowChangeKind.Added => "added",
        FlowChangeKind.Modified => "modified",
        FlowChangeKind.Removed => "removed",
        _ => "counted",
    };
}
