using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;

namespace OvsCtl.Cli.Commands;

internal sealed class LabResumeCommand : CliCommand
{
    public LabResumeCommand(GlobalOptions globals)
        : base(
            "resume",
            "Mend a paused lab again, beginning with what differs now.",
            "ovsctl lab resume red-blue")
    {
        var target = LabArguments.OptionalNameOrFile();
        Arguments.Add(target);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var lab = await LabTarget.NameOrOnlyAsync(parse.GetValue(target), client, cancellationToken);
            var summary = await client.Labs.PauseAsync(new PauseRequest { Lab = lab, Paused = false }, cancellationToken);
            context.Replies.Write(summary, (page, _) => page.Line($"lab {lab}: resumed; what differs is mended"));
            return ExitCode.Ok;
        });
    }
}
