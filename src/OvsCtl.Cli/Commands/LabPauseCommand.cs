using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;

namespace OvsCtl.Cli.Commands;

internal sealed class LabPauseCommand : CliCommand
{
    public LabPauseCommand(GlobalOptions globals)
        : base(
            "pause",
            "Leave damage to a running lab as it is, so that things may be broken on purpose.",
            "ovsctl lab pause red-blue    # lab status then shows what differs; lab resume mends it")
    {
        var target = LabArguments.OptionalNameOrFile();
        Arguments.Add(target);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var lab = await LabTarget.NameOrOnlyAsync(parse.GetValue(target), client, cancellationToken);
            var summary = await client.Labs.PauseAsync(new PauseRequest { Lab = lab, Paused = true }, cancellationToken);
            context.Replies.Write(summary, (page, _) => page.Line($"lab {lab}: paused; what breaks stays broken"));
            return ExitCode.Ok;
        });
    }
}
