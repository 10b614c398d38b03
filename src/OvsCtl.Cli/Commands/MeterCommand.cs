using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class MeterCommand : Command
{
    public MeterCommand(GlobalOptions globals)
        : base("meter", "Meters of bridges: limits that flows share.") => Subcommands.Add(new MeterListCommand(globals));
}
