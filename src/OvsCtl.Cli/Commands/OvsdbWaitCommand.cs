using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbWaitCommand : CliCommand
{
    public OvsdbWaitCommand(GlobalOptions globals)
        : base(
            "wait",
            "Wait until a row of a table holds these values, and print it; or, with --state, for a database. Exits with 1 when the time is over.",
            "ovsctl ovsdb wait Interface name=p1 link_state=up --timeout 10",
            "ovsctl ovsdb wait Bridge name=br0                  # until somebody makes it",
            "ovsctl ovsdb wait Interface external_ids:iface-id=vm1",
            "ovsctl ovsdb wait --state connected                # until the server is up and has the database")
    {
        var target = new OvsdbTarget();
        var table = new Argument<string?>("TABLE") { Description = "The table.", Arity = ArgumentArity.ZeroOrOne };
        var conditions = new Argument<string[]>("COLUMN=VALUE")
        {
            Description = "What the row holds, written as 'ovsdb dump' or ovs-vsctl writes it; COLUMN:KEY=VALUE for one pair of a map.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var state = new Option<DatabaseState?>("--state") { Description = "added: the server has the database; connected: and, of a cluster, is connected to it; removed: it has it no more.", HelpName = "STATE" };
        state.CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            DatabaseState? found = text switch
            {
                "added" => DatabaseState.Added,
                "connected" => DatabaseState.Connected,
                "removed" => DatabaseState.Removed,
                _ => null,
            };
            if (found is null) argument.AddError($"unknown state '{text}'; one of added, connected, removed");
            return found;
        };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds to wait (default: for ever)." }.Seconds();
        Arguments.Add(table);
        Arguments.Add(conditions);
        Options.Add(state);
        Options.Add(timeout);
        target.AddDatabase(this);
        Validators.Add(result =>
        {
            // Results, not values: those of an argument that is wrong cannot be read.
            var (tables, rows, hasState) = (result.GetResult(table)?.Tokens ?? [], result.GetResult(conditions)?.Tokens ?? [], result.GetResult(state) is not null);
            if (hasState ? tables.Count > 0 : tables.Count == 0 || rows.Count == 0) result.AddError("wait for TABLE COLUMN=VALUE..., or for --state STATE");
            else if (OvsdbMatch.WhyNot(rows) is { } reason) result.AddError(reason);
        });
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (parse.GetValue(timeout) is { } seconds) deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
            var what = "";
            try
            {
                if (parse.GetValue(state) is { } wanted)
                {
                    what = $"database {target.Database(parse)} is not {wanted.ToString().ToLowerInvariant()}";
                    await DatabaseStates.WaitAsync(target.Endpoints(parse), target.ConnectionOptions(parse), target.Database(parse), wanted, deadline.Token);
                }
                else
                {
                    var texts = parse.GetRequiredValue(conditions);
                    what = $"no row of table {parse.GetRequiredValue(table)} holds {string.Join(", ", texts)}";
                    await WaitRowAsync(target, parse, context, parse.GetRequiredValue(table)!, texts, deadline.Token);
                }

                return ExitCode.Ok;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandFailure(ExitCode.Failed, $"{what} in time");
            }
        });
    }

    private static async Task WaitRowAsync(OvsdbTarget target, ParseResult parse, CliContext context, string name, string[] texts, CancellationToken cancellationToken)
    {
        await using var connection = await target.ConnectAsync(parse, cancellationToken);
        var schema = OvsdbTarget.Table(await connection.GetSchemaAsync(target.Database(parse), cancellationToken), name);
        OvsdbMatch[] matches = [.. texts.Select(text => OvsdbMatch.Parse(schema, text))];
        var replica = await target.MonitorAsync(connection, parse, name, [.. matches.Select(match => match.Column).Distinct()], cancellationToken);
        Row? Find(ReplicaSnapshot snapshot) => snapshot.Table(name).Values.FirstOrDefault(row => matches.All(match => match.Holds(row)));
        OvsdbView.WriteRow(context, name, Find(await replica.WaitAsync(snapshot => Find(snapshot) is not null, cancellationToken)));
    }
}
