using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;

namespace OvsCtl.Cli.Commands;

internal sealed class LabDownCommand : CliCommand
{
    public LabDownCommand(GlobalOptions globals)
        : base(
            "down",
            "Take down everything that carries the lab's mark, and nothing else.",
            "ovsctl lab down red-blue",
            "ovsctl lab down --wait labs/red-blue.yaml")
    {
        var target = LabArguments.NameOrFile();
        var wait = new Option<bool>("--wait") { Description = "Also wait until ovs-vswitchd has let go of the ports." };
        Arguments.Add(target);
        Options.Add(wait);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var lab = LabTarget.Name(parse.GetRequiredValue(target));
            using var client = context.Connect();
            return await LabChange.DownAsync(context, client, lab, parse.GetValue(wait), cancellationToken) ? ExitCode.Ok : ExitCode.Failed;
        });
    }
}
