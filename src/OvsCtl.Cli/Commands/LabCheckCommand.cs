using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;

namespace OvsCtl.Cli.Commands;

internal sealed class LabCheckCommand : CliCommand
{
    public LabCheckCommand(GlobalOptions globals)
        : base(
            "check",
            "Run the checks of a lab's file. Exits with 3 when one fails.",
            "ovsctl lab check red-blue",
            "ovsctl lab check -o json | jq 'select(.ok | not)'")
    {
        var target = LabArguments.OptionalNameOrFile();
        Arguments.Add(target);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var lab = await LabTarget.NameOrOnlyAsync(parse.GetValue(target), client, cancellationToken);
            return await LabChecks.RunAsync(context, client, lab, cancellationToken) ? ExitCode.Ok : ExitCode.CheckFailed;
        });
    }
}
