using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class TopologyCommand : CliCommand
{
    public TopologyCommand(GlobalOptions globals)
        : base(
            "topology",
            "What is plugged into what: every lab, and the bridges that belong to none.",
            "ovsctl topology",
            "ovsctl topology -o json") =>
        Run(globals, async (_, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var topology = new TopologyReply();
            foreach (var lab in (await client.Labs.ListAsync(cancellationToken)).Labs.Where(l => l.State != LabState.Orphaned))
                topology.Labs.Add(await client.Labs.StatusAsync(new LabRequest { Lab = lab.Name }, cancellationToken));
            topology.Bridges.AddRange((await client.Switches.ShowAsync(new ShowSwitchesRequest(), cancellationToken)).Bridges.Where(b => b.Lab.Length == 0));
            context.Replies.Write(topology, (page, _) => TopologyView.Write(page, topology));
            return ExitCode.Ok;
        });
}
