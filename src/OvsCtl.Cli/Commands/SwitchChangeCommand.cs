using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Ovsdb;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

/// <summary>Adds or deletes something of Open vSwitch's and waits until ovs-vswitchd has acted on it. Needs no daemon of ours.</summary>
internal sealed class SwitchChangeCommand : LocalCommand
{
    public SwitchChangeCommand(GlobalOptions globals, string[] path, string description, string example, Argument<string>[] names, Func<ParseResult, VSwitchChange> change)
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
            try
            {
                var commit = await vswitch.ApplyAsync([wanted], waitForSwitch: true, cancellationToken);
                // ovs-vsctl says nothing of this: the database has taken the port, the switch has not.
                if (commit.Interfaces.FirstOrDefault(i => i.Error is not null || i.OfPort == -1) is { } failed)
                    throw new CommandFailure(ExitCode.Failed, $"{failed.Name} is in the database, but the switch cannot use it: {failed.Error ?? "no OpenFlow port number"}");
            }
            catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.AlreadyExists)
            {
                throw new CommandFailure(ExitCode.Failed, e.Message, e);
            }

            return ExitCode.Ok;
        });
    }

    private static string? Missing(VSwitchChange change, VSwitchState state) => change switch
    {
        DeleteBridge bridge when !state.Bridges.ContainsKey(bridge.Name) => NoBridge(bridge.Name, state),
        DeletePort port when !state.Bridges.ContainsKey(port.Bridge) => NoBridge(port.Bridge, state),
        DeletePort port when !state.Bridges[port.Bridge].Ports.ContainsKey(port.Name) => $"bridge {port.Bridge} has no port '{port.Name}'{Nearest(port.Name, state.Bridges[port.Bridge].Ports.Keys)}",
        AddPort port when !state.Bridges.ContainsKey(port.Bridge) => NoBridge(port.Bridge, state),
        _ => null,
    };

    private static string NoBridge(string name, VSwitchState state) => $"there is no bridge '{name}'{Nearest(name, state.Bridges.Keys)}";

    private static string Nearest(string name, IEnumerable<string> names) => NearestName.Find(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
