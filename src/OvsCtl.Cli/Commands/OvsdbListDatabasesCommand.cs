using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbListDatabasesCommand : CliCommand
{
    public OvsdbListDatabasesCommand(GlobalOptions globals)
        : base("list-dbs", "The databases of a server.", "ovsctl ovsdb list-dbs", "ovsctl ovsdb list-dbs --db tcp:192.0.2.1:6640 -o json")
    {
        var target = new OvsdbTarget();
        target.AddServer(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            OvsdbView.WriteDatabases(context, await connection.ListDatabasesAsync(cancellationToken));
            return ExitCode.Ok;
        });
    }
}
