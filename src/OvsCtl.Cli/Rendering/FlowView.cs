using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Flow tables with what each flow is for; wide adds what OpenFlow knows besides.</summary>
internal static class FlowView
{
    private static readonly string[] Headings = ["TABLE", "PRIORITY", "MATCH", "ACTIONS", "PACKETS", "WHY"];
    private static readonly string[] WideHeadings = [.. Headings, "BYTES", "AGE", "IDLE", "HARD", "COOKIE", "OWNER", "LAB"];

    public static void Write(Page page, ListFlowsReply reply, bool isWide)
    {
        var isFirst = true;
        foreach (var bridge in reply.Bridges)
        {
            if (!isFirst) page.Line();
            isFirst = false;
            page.Line($"bridge {bridge.Bridge}: {(bridge.Flows.Count == 1 ? "1 flow" : $"{bridge.Flows.Count} flows")}");
            if (bridge.Flows.Count > 0)
                page.Table(isWide ? WideHeadings : Headings, bridge.Flows.Select(flow => isWide ? WideRow(flow) : Row(flow)));
        }
        if (isFirst) page.Line("no bridges");
    }

    private static string[] Row(Flow flow) =>
    [
        flow.TableName.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{flow.Table} {flow.TableName}") : Number(flow.Table),
        Number(flow.Priority),
        flow.Match.Length > 0 ? flow.Match : "any",
        flow.Actions.Length > 0 ? flow.Actions : "drop",
        Number(flow.PacketCount),
        flow.Why.Length > 0 ? flow.Why : "-",
    ];

    private static string[] WideRow(Flow flow) =>
    [
        .. Row(flow),
        Number(flow.ByteCount),
        string.Create(CultureInfo.InvariantCulture, $"{flow.DurationSeconds:0.0}s"),
        Timeout(flow.IdleTimeout),
        Timeout(flow.HardTimeout),
        string.Create(CultureInfo.InvariantCulture, $"0x{flow.Cookie:x}"),
        flow.Owner.Length > 0 ? flow.Owner : "-",
        flow.Lab.Length > 0 ? flow.Lab : "-",
    ];

    private static string Timeout(uint seconds) => seconds == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{seconds}s");

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
