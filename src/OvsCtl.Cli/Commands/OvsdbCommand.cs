using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

/// <summary>Works on any OVSDB server; no daemon is needed.</summary>
internal sealed class OvsdbCommand : Command
{
    public OvsdbCommand(GlobalOptions globals)
        : base("ovsdb", "Any OVSDB server: schemas, rows, live changes, transactions.")
    {
        Subcommands.Add(new OvsdbListDatabasesCommand(globals));
        Subcommands.Add(new OvsdbSchemaCommand(globals));
        Subcommands.Add(new OvsdbDumpCommand(globals));
        Subcommands.Add(new OvsdbMonitorCommand(globals));
        Subcommands.Add(new OvsdbTransactCommand(globals));
        Subcommands.Add(new OvsdbWaitCommand(globals));
    }
}
