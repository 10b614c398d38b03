using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

/// <summary>Deletes something of Open vSwitch's and waits until ovs-vswitchd has acted on it. Needs no daemon of ours.</summary>
internal sealed class SwitchDeleteCommand : LocalCommand
{
    public SwitchDeleteCommand(GlobalOptions globals, string[] path, string description, string example, Argument<string>[] names, Func<ParseResult, VSwitchChange> change)
        : base(path[^1], description, example)
    {
        var target = new OvsdbTarget();
        foreach (var name in names) Arguments.Add(name);
        target.AddServer(this);
        RunHere(globals, parse => [.. path, .. names.Select(parse.GetRequiredValue), "--db", .. target.ServerWords(parse)], async (parse, _, cancellationToken) =>
        {
            await using var vswitch = await VSwitch.ConnectAsync(target.Endpoints(parse)[0], cancellationToken: cancellationToken);
            var wanted = change(parse);
            if (Missing(wanted, vswitch.State) is { } missing) throw new CommandFailure(ExitCode.NotFound, missing);
            await vswitch.ApplyAsync([wanted], waitForSwitch: true, cancellationToken);
            return ExitCode.Ok;
        });
    }

    private static string? Missing(VSwitchChange change, VSwitchState state) => change switch
    {
        DeleteBridge bridge when !state.Bridges.ContainsKey(bridge.Name) => $"there is no bridge '{bridge.Name}'{Nearest(bridge.Name, state.Bridges.Keys)}",
        DeletePort port when !state.Bridges.ContainsKey(port.Bridge) => $"there is no bridge '{port.Bridge}'{Nearest(port.Bridge, state.Bridges.Keys)}",
        DeletePort port when !state.Bridges[port.Bridge].Ports.ContainsKey(port.Name) => $"bridge {port.Bridge} has no port '{port.Name}'{Nearest(port.Name, state.Bridges[port.Bridge].Ports.Keys)}",
        _ => null,
    };

    private static string Nearest(string name, IEnumerable<string> names) => NearestName.Find(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
