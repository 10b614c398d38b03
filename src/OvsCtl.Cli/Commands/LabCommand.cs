using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class LabCommand : Command
{
    /// <param name="globals">The options of every command.</param>
    /// <param name="verb">What stands after "lab": only that command is made.</param>
    public LabCommand(GlobalOptions globals, string? verb)
        : base("lab", "Labs: bring up, look at, check, pause, take down.")
    {
        var commands = new CommandSet
        {
            { "run", () => new LabRunCommand(globals) },
            { "up", () => new LabUpCommand(globals) },
            { "plan", () => new LabPlanCommand(globals) },
            { "walk", () => new LabWalkCommand(globals) },
            { "check", () => new LabCheckCommand(globals) },
            { "status", () => new LabStatusCommand(globals) },
            { "pause", () => new LabPauseCommand(globals) },
            { "resume", () => new LabResumeCommand(globals) },
            { "graph", () => new LabGraphCommand(globals) },
            { "export", () => new LabExportCommand(globals) },
            { "down", () => new LabDownCommand(globals) },
            { "list", () => new LabListCommand(globals) },
            { "gc", () => new LabCollectCommand(globals) },
        };
        foreach (var command in commands.Make(verb)) Subcommands.Add(command);
    }
}
