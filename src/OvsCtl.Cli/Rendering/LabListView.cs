using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

internal static class LabListView
{
    public static void Write(Page page, ListReply reply) =>
        page.Table(["NAME", "STATE", "HOSTS", "SWITCHES", "LINKS", "FILE"], reply.Labs.Select(Row));

    public static string State(LabState state) => state switch
    {
        LabState.Up => "up",
        LabState.Drifted => "drifted",
        LabState.Failed => "failed",
        LabState.Changing => "changing",
        LabState.Orphaned => "orphaned",
        _ => "unknown",
    };

    private static string[] Row(LabSummary lab) =>
    [
        lab.Name, State(lab.State) + (lab.Paused ? ", paused" : ""), Number(lab.HostCount), Number(lab.SwitchCount), Number(lab.LinkCount),
        lab.FileName.Length > 0 ? lab.FileName : "-",
    ];

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
