using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class LabCommand : Command
{
    public LabCommand(GlobalOptions globals)
        : base("lab", "Labs: bring up, look at, check, pause, take down.")
    {
        Subcommands.Add(new LabRunCommand(globals));
        Subcommands.Add(new LabUpCommand(globals));
        Subcommands.Add(new LabPlanCommand(globals));
        Subcommands.Add(new LabWalkCommand(globals));
        Subcommands.Add(new LabCheckCommand(globals));
        Subcommands.Add(new LabStatusCommand(globals));
        Subcommands.Add(new LabPauseCommand(globals));
        Subcommands.Add(new LabResumeCommand(globals));
        Subcommands.Add(new LabGraphCommand(globals));
        Subcommands.Add(new LabExportCommand(globals));
        Subcommands.Add(new LabDownCommand(globals));
        Subcommands.Add(new LabListCommand(globals));
        Subcommands.Add(new LabCollectCommand(globals));
    }
}
