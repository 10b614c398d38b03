using System.Globalization;
using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Switches;
using OvsCtl.Topology;

namespace OvsCtl.Controller.Tracing;

/// <summary>Asks the switch itself which flows a packet matches, and adds what they are there for.</summary>
/// <param name="control">The switch's control socket.</param>
/// <param name="describe">What is known of a flow that matched: the same with ports by name, and its sentence.</param>
public sealed class SwitchTracer(ControlSocket control, Func<TracedLookup, (TracedLookup Named, string Why)> describe)
{
    /// <returns>The tables asked; the devices that the packet leaves by; and, when by none, where it was dropped.</returns>
    /// <exception cref="ControlCommandException">The packet's description is wrong.</exception>
    /// <exception cref="OvsUnavailableException">The switch does not answer.</exception>
    public async Task<(IReadOnlyList<TraceStep> Steps, IReadOnlyList<string> Outputs, string? Drop)> TraceAsync(string bridge, string flow, CancellationToken ct)
    {
        var trace = SwitchTrace.Parse(await control.CallAsync("ofproto/trace", [bridge, flow], ct).ConfigureAwait(false));
        var ports = DatapathPorts.Parse(await control.CallAsync("dpif/show", [], ct).ConfigureAwait(false));
        var steps = trace.Lookups.Select(Step).ToList();
        var outputs = trace.Outputs.Select(p => ports.GetValueOrDefault(p, string.Create(CultureInfo.InvariantCulture, $"port {p} of the datapath"))).ToList();
        return (steps, outputs, outputs.Count > 0 ? null : Drop(bridge, trace));
    }

    private TraceStep Step(TracedLookup lookup)
    {
        if (lookup.Priority is null) return new TraceStep(lookup.Bridge, $"table {TableName(lookup)}: no flow matches");
        var (named, why) = describe(lookup);
        var actions = string.Join(", ", named.Actions);
        return new TraceStep(lookup.Bridge, string.Create(CultureInfo.InvariantCulture, $"table {TableName(lookup)}: priority {lookup.Priority} {(named.Match.Length > 0 ? named.Match : "any")} -> {(actions.Length > 0 ? actions : "drop")}"), why);
    }

    private string Drop(string bridge, SwitchTrace trace)
    {
        if (trace.Lookups is not [.., var last]) return $"in {bridge}, before any table";
        var why = last.Priority is null ? "no flow matches" : describe(last).Why;
        if (why.Length == 0) why = string.Join(", ", last.Actions);
        return $"in table {TableName(last)}: {why}";
    }

    private static string TableName(TracedLookup lookup) =>
        (LabMark.IsCookie(lookup.Cookie) || LearnedFlows.IsCookie(lookup.Cookie)) && PipelineTables.Name(lookup.Table) is { } name ? name : lookup.Table.ToString(CultureInfo.InvariantCulture);
}
