using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class LabPlanCommand : CliCommand
{
    public LabPlanCommand(GlobalOptions globals)
        : base(
            "plan",
            "What 'lab up' would do now: + create, ~ change, - delete. Changes nothing.",
            "ovsctl lab plan labs/red-blue.yaml",
            "ovsctl lab plan red-blue -o wide         # with the equivalent shell commands",
            "ovsctl lab plan red-blue --exit-code     # 4 when there is something to do",
            "ovsctl lab plan labs/red-blue.yaml -o shell >up.sh    # a script that does it with ip, ovs-vsctl, ovs-ofctl, nft")
    {
        var target = LabArguments.NameOrFile();
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 4 when there are changes." };
        Arguments.Add(target);
        Options.Add(exitCode);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = Request(parse.GetRequiredValue(target));
            using var client = context.Connect();
            var plan = await client.Labs.PlanAsync(request, cancellationToken);
            if (context.Format == OutputFormat.Shell) PlanScript.Write(context.Terminal.Out, plan);
            else context.Replies.Write(plan, (page, isWide) => PlanView.Write(page, plan, isWide));
            if (context.IsVerbose) foreach (var step in plan.Steps) StepCommands.Write(step, context.Terminal.Error);
            return plan.Steps.Count > 0 && parse.GetValue(exitCode) ? ExitCode.ChangesPending : ExitCode.Ok;
        });
    }

    protected override IReadOnlyList<OutputFormat> Formats => [.. OutputFormats.Usual, OutputFormat.Shell];

    private static PlanRequest Request(string argument)
    {
        if (!LabTarget.IsFile(argument)) return new PlanRequest { Lab = argument };
        var lab = LabFileReader.Read(argument);
        return new PlanRequest { Text = lab.Text, FileName = lab.FileName };
    }
}
