using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowDiffCommand : CliCommand
{
    public FlowDiffCommand(GlobalOptions globals)
        : base(
            "diff",
            "Compare the flows of a bridge with those its lab wants, or with a file in the syntax of 'ovs-ofctl add-flows'. Exits with 4 when they differ.",
            "ovsctl flow diff v-net-0",
            "ovsctl flow diff v-net-0 flows.txt    # - is on the switch only, + in the file only",
            "ovs-ofctl dump-flows br0 | ovsctl flow diff br1 -")
    {
        var bridge = FlowArguments.Bridge();
        var file = new Argument<string?>("FILE") { Description = "Flows, one a line; - for standard input (default: what the bridge's lab wants).", Arity = ArgumentArity.ZeroOrOne };
        Arguments.Add(bridge);
        Arguments.Add(file);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = new DiffFlowsRequest { Bridge = parse.GetRequiredValue(bridge) };
            if (parse.GetValue(file) is { } path)
            {
                request.HasFlows = true;
                request.Flows.AddRange(await ReadAsync(path, cancellationToken));
            }

            using var client = context.Connect();
            var reply = await client.Flows.DiffAsync(request, cancellationToken);
            context.Replies.Write(reply, (page, _) => FlowDiffView.Write(page, reply, request.HasFlows));
            return reply.Missing.Count + reply.Unwanted.Count + reply.Different.Count > 0 ? ExitCode.ChangesPending : ExitCode.Ok;
        });
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = path == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken);
            return FlowFile.Read(path, text);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.NotFound, $"{path}: no such file", e);
        }
    }
}
