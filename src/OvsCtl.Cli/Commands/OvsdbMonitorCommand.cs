using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbMonitorCommand : CliCommand
{
    public OvsdbMonitorCommand(GlobalOptions globals)
        : base(
            "monitor",
            "First the rows there are, then each change as it comes, until Ctrl-C.",
            "ovsctl ovsdb monitor Interface --columns name,ofport,link_state",
            "ovsctl ovsdb monitor Interface --timestamp --columns link_state --where name=p1",
            "ovsctl ovsdb monitor Port -o json --changes 10     # ends after ten changes")
    {
        var target = new OvsdbTarget();
        var table = new Argument<string>("TABLE") { Description = "The table." };
        var columns = OvsdbColumns.Option();
        var count = new Option<int?>("--changes") { Description = "End after this many changes; the rows at the start count too." }.Count();
        Arguments.Add(table);
        Options.Add(columns);
        Options.Add(count);
        var where = new Option<string[]>("--where") { Description = "Only rows that hold this; repeated, rows that hold any of them.", HelpName = "COLUMN=VALUE" };
        where.Validators.Add(result =>
        {
            if (OvsdbMatch.WhyNot(result.Tokens) is { } reason) result.AddError(reason);
        });
        var timestamp = new Option<bool>("--timestamp") { Description = "Begin each change with the time, in UTC." };
        Options.Add(where);
        Options.Add(timestamp);
        target.AddDatabase(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var replica = await target.MonitorAsync(connection, parse, parse.GetValue(table), OvsdbColumns.Split(parse.GetValue(columns)), cancellationToken);
            if (parse.GetValue(where) is { Length: > 0 } texts)
            {
                var schema = OvsdbTarget.Table(await connection.GetSchemaAsync(target.Database(parse), cancellationToken), parse.GetRequiredValue(table));
                Condition[] conditions = [.. texts.Select(text => OvsdbMatch.Parse(schema, text).ToCondition())];
                await connection.ChangeMonitorAsync(replica, new Dictionary<string, IReadOnlyList<Condition>> { [schema.Name] = conditions }, cancellationToken);
            }

            var left = parse.GetValue(count);
            try
            {
                return await ShowAsync(context, replica, left, parse.GetValue(timestamp), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how this command is meant to end.
                return ExitCode.Ok;
            }
        });
    }

    private static async Task<int> ShowAsync(CliContext context, Replica replica, int? left, bool hasTimestamp, CancellationToken cancellationToken)
    {
        await foreach (var changes in replica.ChangesAsync(cancellationToken))
        {
            foreach (var change in changes)
            {
                if (left-- <= 0) return ExitCode.Ok;
                OvsdbView.WriteChange(context, change, hasTimestamp ? TimeProvider.System.GetUtcNow() : null);
            }

            context.Terminal.Out.Flush();
            if (left <= 0) return ExitCode.Ok;
        }

        return ExitCode.Ok;
    }
}
