using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>What goes through ports and flows: the busiest first.</summary>
internal static class TopView
{
    private static readonly string[] s_ports = ["BRIDGE", "PORT", "RX", "RX-BITS", "TX", "TX-BITS", "DROPPED"];
    private static readonly string[] s_flows = ["BRIDGE", "RATE", "BITS", "TABLE", "MATCH", "ACTIONS", "WHY"];

    public static void Write(Page page, TopLook look)
    {
        page.Table(s_ports, Ports(look));
        page.Line();
        if (look.Flows.Count == 0) page.Line("no flow has matched anything");
        else page.Table(s_flows, Flows(look));
    }

    /// <summary>The same as lines, for a screen that is drawn over and over.</summary>
    public static IReadOnlyList<(string Text, bool IsHeading)> Lines(TopLook look) =>
        [.. Columns(s_ports, Ports(look)), ("", false), .. Columns(s_flows, Flows(look))];

    private static List<string[]> Ports(TopLook look) =>
    [
        .. look.Ports.OrderByDescending(p => p.RxByteRate + p.TxByteRate).ThenBy(p => p.Bridge, StringComparer.Ordinal).ThenBy(p => p.Port, StringComparer.Ordinal).Select(p => new[]
        {
            p.Bridge, p.Port, FlowColumns.Rate(p.RxPacketRate), Bits(p.RxByteRate), FlowColumns.Rate(p.TxPacketRate), Bits(p.TxByteRate), FlowColumns.Rate(p.DropRate),
        }),
    ];

    private static List<string[]> Flows(TopLook look) =>
    [
        .. look.Flows.Select(f => new[]
        {
            f.Bridge,
            FlowColumns.Rate(f.Change.PacketRate),
            Bits(f.Change.ByteRate),
            string.Create(CultureInfo.InvariantCulture, $"{f.Change.Flow.Table} {f.Change.Flow.TableName}").TrimEnd(),
            f.Change.Flow.Match.Length > 0 ? f.Change.Flow.Match : "any",
            f.Change.Flow.Actions.Length > 0 ? f.Change.Flow.Actions : "drop",
            f.Change.Flow.Why.Length > 0 ? f.Change.Flow.Why : "-",
        }),
    ];

    private static IEnumerable<(string Text, bool IsHeading)> Columns(string[] headings, List<string[]> rows)
    {
        var widths = headings.Select((h, i) => Math.Max(h.Length, rows.Select(r => r[i].Length).DefaultIfEmpty(0).Max())).ToList();
        yield return (Join(headings), true);
        foreach (var row in rows) yield return (Join(row), false);

        string Join(string[] cells) => string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd();
    }

    private static string Bits(double bytes) => (bytes * 8) switch
    {
        0 => "0",
        < 1000 and var bits => string.Create(CultureInfo.InvariantCulture, $"{bits:0}bit/s"),
        < 1e6 and var bits => string.Create(CultureInfo.InvariantCulture, $"{bits / 1e3:0.0}kbit/s"),
        < 1e9 and var bits => string.Create(CultureInfo.InvariantCulture, $"{bits / 1e6:0.0}Mbit/s"),
        var bits => string.Create(CultureInfo.InvariantCulture, $"{bits / 1e9:0.0}Gbit/s"),
    };
}
