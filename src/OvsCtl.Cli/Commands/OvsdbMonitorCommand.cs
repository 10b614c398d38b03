using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbMonitorCommand : CliCommand
{
    public OvsdbMonitorCommand(GlobalOptions globals)
        : base(
            "monitor",
            "First the rows there are, then each change as it comes, until Ctrl-C.",
            "ovsctl ovsdb monitor Interface --columns name,ofport,link_state",
            "ovsctl ovsdb monitor Port -o json --changes 10     # ends after ten changes")
    {
        var target = new OvsdbTarget();
        var table = new Argument<string>("TABLE") { Description = "The table." };
        var columns = OvsdbColumns.Option();
        var count = new Option<int?>("--changes") { Description = "End after this many changes; the rows at the start count too.", HelpName = "N" };
        Arguments.Add(table);
        Options.Add(columns);
        Options.Add(count);
        target.AddDatabase(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var replica = await target.MonitorAsync(connection, parse, parse.GetValue(table), OvsdbColumns.Split(parse.GetValue(columns)), cancellationToken);
            var left = parse.GetValue(count);
            await foreach (var changes in replica.ChangesAsync(cancellationToken))
            {
                foreach (var change in changes)
                {
                    if (left-- <= 0) return ExitCode.Ok;
                    OvsdbView.WriteChange(context, change);
                }

                context.Terminal.Out.Flush();
                if (left <= 0) return ExitCode.Ok;
            }

            return ExitCode.Ok;
        });
    }
}
