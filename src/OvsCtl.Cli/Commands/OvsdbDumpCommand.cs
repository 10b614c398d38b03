using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbDumpCommand : CliCommand
{
    public OvsdbDumpCommand(GlobalOptions globals)
        : base(
            "dump",
            "The rows of a table, or of all tables. With -o json one row a line.",
            "ovsctl ovsdb dump Interface --columns name,ofport,error",
            "ovsctl ovsdb dump -o json | jq -c 'select(._table == \"Bridge\")'",
            "ovsctl ovsdb dump Database --database _Server",
            "ovsctl ovsdb dump --db ssl:192.0.2.1:6640 -p key.pem -c cert.pem -C cacert.pem")
    {
        var target = new OvsdbTarget();
        var table = new Argument<string?>("TABLE") { Description = "The table (default: all).", Arity = ArgumentArity.ZeroOrOne };
        var columns = OvsdbColumns.Option();
        Arguments.Add(table);
        Options.Add(columns);
        target.AddDatabase(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var replica = await target.MonitorAsync(connection, parse, parse.GetValue(table), OvsdbColumns.Split(parse.GetValue(columns)), cancellationToken);
            OvsdbView.WriteRows(context, replica.Current, OvsdbColumns.Split(parse.GetValue(columns)));
            return ExitCode.Ok;
        });
    }
}
