using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;
using OvsCtl.Topology;

namespace OvsCtl.Cli.Commands;

/// <summary>
/// Pulls a cable out, and plugs it in again. In a lab that is damage, and would be healed before anybody sees its effect: so the lab is
/// paused before, and goes on being looked after when the last link is up again, which brings back the routes that went with it.
/// </summary>
internal static class LinkState
{
    public static async Task SetAsync(CliContext context, string end, bool isUp, CancellationToken cancellationToken)
    {
        using var place = InterfacePlace.Open(end);
        using var route = place.Namespace.OpenRouteSocket();
        var link = place.Find(route.GetLinks());
        var lab = LabMark.TryParseAlias(link.Alias, out var mark) ? mark : null;
        if (isUp) await UpAsync(context, place, route, link, lab, cancellationToken);
        else await DownAsync(context, place, route, link, lab, cancellationToken);
    }

    private static async Task DownAsync(CliContext context, InterfacePlace place, RouteSocket route, Link link, string? lab, CancellationToken cancellationToken)
    {
        var isPaused = lab is not null && await LabPause.SetAsync(context, lab, true, cancellationToken);
        route.NewBatch().SetLink(link.IfIndex, up: false).Commit();
        context.Terminal.Out.WriteLine($"{place.Name(link)} is down");
        if (isPaused) context.Terminal.Error.WriteLine($"ovsctl: lab {lab} is paused: nothing is mended until 'ovsctl link {place.Name(link)} up' or 'ovsctl lab resume {lab}'");
    }

    private static async Task UpAsync(CliContext context, InterfacePlace place, RouteSocket route, Link link, string? lab, CancellationToken cancellationToken)
    {
        route.NewBatch().SetLink(link.IfIndex, up: true).Commit();
        context.Terminal.Out.WriteLine($"{place.Name(link)} is up");
        if (lab is null || await LabPause.StatusAsync(context, lab, cancellationToken) is not { Summary.Paused: true } status) return;
        var down = Down(status).ToList();
        if (down.Count > 0)
        {
            context.Terminal.Error.WriteLine($"ovsctl: lab {lab} stays paused: {string.Join(", ", down)} {(down.Count == 1 ? "is" : "are")} down; 'ovsctl lab resume {lab}' mends everything");
            return;
        }

        await LabPause.SetAsync(context, lab, false, cancellationToken);
        context.Terminal.Error.WriteLine($"ovsctl: lab {lab} is looked after again");
    }

    private static IEnumerable<string> Down(LabStatus status)
    {
        var ends = status.Hosts.SelectMany(host => host.Interfaces.Where(item => !item.IsUp).Select(item => $"{host.Name}:{item.Name}")).ToHashSet();
        return [.. ends, .. status.Links.Where(item => !item.IsUp && !ends.Contains(item.A) && !ends.Contains(item.B)).Select(item => $"{item.A} - {item.B}")];
    }
}
