using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbWaitCommand : CliCommand
{
    private const double MaxSeconds = 86_400;

    public OvsdbWaitCommand(GlobalOptions globals)
        : base(
            "wait",
            "Wait until a row of a table holds these values, and print it. Exits with 1 when the time is over.",
            "ovsctl ovsdb wait Interface name=p1 link_state=up --timeout 10",
            "ovsctl ovsdb wait Bridge name=br0                  # until somebody makes it")
    {
        var target = new OvsdbTarget();
        var table = new Argument<string>("TABLE") { Description = "The table." };
        var conditions = new Argument<string[]>("COLUMN=VALUE") { Description = "What the row holds, written as 'ovsdb dump' writes it.", Arity = ArgumentArity.OneOrMore };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds to wait (default: for ever).", HelpName = "SECONDS" };
        conditions.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1) is { } bad) result.AddError($"'{bad.Value}': expected COLUMN=VALUE");
        });
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (null or (>= 0 and <= MaxSeconds))) result.AddError($"--timeout: from 0 to {MaxSeconds} seconds");
        });
        Arguments.Add(table);
        Arguments.Add(conditions);
        Options.Add(timeout);
        target.AddDatabase(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            (string Column, string Value)[] wanted = [.. parse.GetRequiredValue(conditions).Select(text => text.Split('=', 2)).Select(pair => (pair[0], pair[1]))];
            var name = parse.GetRequiredValue(table);
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var replica = await target.MonitorAsync(connection, parse, name, [.. wanted.Select(w => w.Column).Distinct()], cancellationToken);
            Row? Find(ReplicaSnapshot snapshot) => snapshot.Table(name).Values.FirstOrDefault(row => wanted.All(w => OvsdbView.Text(row[w.Column]) == w.Value));
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (parse.GetValue(timeout) is { } seconds) deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
            try
            {
                OvsdbView.WriteRow(context, name, Find(await replica.WaitAsync(snapshot => Find(snapshot) is not null, deadline.Token)));
                return ExitCode.Ok;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandFailure(ExitCode.Failed, $"no row of table {name} holds {string.Join(", ", wanted.Select(w => $"{w.Column}={w.Value}"))} in time");
            }
        });
    }
}
