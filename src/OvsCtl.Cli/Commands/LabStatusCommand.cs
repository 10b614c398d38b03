using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class LabStatusCommand : CliCommand
{
    public LabStatusCommand(GlobalOptions globals)
        : base(
            "status",
            "What a lab is made of and whether it is as its file says.",
            "ovsctl lab status",
            "ovsctl lab status red-blue -o yaml")
    {
        var target = LabArguments.OptionalNameOrFile();
        Arguments.Add(target);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var lab = await LabTarget.NameOrOnlyAsync(parse.GetValue(target), client, cancellationToken);
            var status = await client.Labs.StatusAsync(new LabRequest { Lab = lab }, cancellationToken);
            context.Replies.Write(status, (page, isWide) => StatusView.Write(page, status, isWide));
            return ExitCode.Ok;
        });
    }
}
