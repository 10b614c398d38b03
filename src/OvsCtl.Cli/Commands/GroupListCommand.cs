using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class GroupListCommand : CliCommand
{
    public GroupListCommand(GlobalOptions globals)
        : base(
            "list",
            "The groups of a bridge, or of all, bucket by bucket, with what went through each.",
            "ovsctl group list",
            "ovsctl group list br0 -o yaml")
    {
        var bridge = FlowArguments.OptionalBridge();
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Switches.ListGroupsAsync(new ListGroupsRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, _) => GroupView.Write(page, reply.Groups));
            return ExitCode.Ok;
        });
    }
}
