using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>A lab: its state, the drawing of what is plugged into what, and tables of the rest. Empty parts are left out.</summary>
internal static class StatusView
{
    public static void Write(Page page, LabStatus status, bool isWide)
    {
        var summary = status.Summary;
        var state = State(page, summary.State) + (summary.Paused ? ", " + page.Changed("paused") : "");
        page.Line(summary.FileName.Length > 0
            ? $"lab {summary.Name}: {state} ({summary.FileName})"
            : $"lab {summary.Name}: {state}");
        if (status.Error.Length > 0) page.Line(page.Bad($"last failure: {status.Error}"));
        foreach (var warning in status.Warnings) page.Line(page.Changed($"warning: {warning}"));
        TopologyTree.Write(page, status);
        Section(page, "routes", ["HOST", "ROUTE"], status.Hosts.SelectMany(host => host.Routes.Select(route => new[] { host.Name, route })));
        Section(page, "processes", ["HOST", "STATE", "COMMAND"], status.Hosts.Where(host => host.Run is not null).Select(host => new[] { host.Name, Process(host.Run), host.Run.Command }));
        Section(page, "nat", ["IN", "FROM", "OUT", "STATE"], status.Nat.Select(nat => new[] { Place(nat.In), nat.From, nat.Out, Installed(nat.Installed) }));
        Section(page, "forwards", ["IN", "LISTEN", "TO", "PROTO", "STATE"], status.Forwards.Select(forward => new[] { Place(forward.In), forward.Listen, forward.To, forward.Proto, Installed(forward.Installed) }));
        Section(page, "healed last", ["WHEN", "WHAT", "WHY", "AFTER"], status.Healed.Select(healed => new[] { IncidentView.Time(healed), healed.Object, healed.Message, string.Create(CultureInfo.InvariantCulture, $"{healed.ElapsedMs:0} ms") }));
        if (status.Drift.Count == 0) return;
        page.Line();
        page.Line(summary.Paused ? "differs from the file; 'ovsctl lab resume' would do:" : "differs from the file; 'ovsctl lab up' would do:");
        PlanView.WriteSteps(page, status.Drift, isWide);
    }

    private static void Section(Page page, string title, string[] headings, IEnumerable<string[]> rows)
    {
        var all = rows.ToArray();
        if (all.Length == 0) return;
        page.Line();
        page.Line(title);
        page.Table(headings, all);
    }

    private static string State(Page page, LabState state)
    {
        var text = LabListView.State(state);
        return state switch
        {
            LabState.Up => page.Good(text),
            LabState.Failed => page.Bad(text),
            _ => page.Changed(text),
        };
    }

    private static string Process(ProcessStatus process) =>
        process.Running ? $"running (pid {process.Pid})" : $"ended ({process.ExitCode})";

    private static string Place(string name) => name.Length > 0 ? name : "root";

    private static string Installed(bool isInstalled) => isInstalled ? "installed" : "missing";
}
