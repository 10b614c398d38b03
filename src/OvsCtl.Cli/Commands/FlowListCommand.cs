using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowListCommand : CliCommand
{
    public FlowListCommand(GlobalOptions globals)
        : base(
            "list",
            "The flows of a bridge, or of all: ports, tables and owners by name, packets and bytes, packets a second over the flow's life, age. Works on any bridge of the daemon's Open vSwitch.",
            "ovsctl flow list v-net-0",
            "ovsctl flow list v-net-0 --why                         # with the sentence saying what each is for",
            "ovsctl flow list v-net-0 table=1,dl_dst=02:00:00:00:00:01    # a filter, as ovs-ofctl dump-flows takes it",
            "ovsctl flow list v-net-0 table=admission               # tables of labs have names",
            "ovsctl flow list v-net-0 in_port=red-eth0 --sort packets",
            "ovsctl flow list --host red                            # what is there for one host",
            "ovsctl flow list v-net-0 --raw                         # the text of ovs-ofctl dump-flows",
            "ovsctl flow list -o json | jq '.bridges[].flows[].match'")
    {
        var bridge = FlowArguments.OptionalBridge();
        var filter = FlowArguments.Filter();
        var why = new Option<bool>("--why") { Description = "Say what each flow is for." };
        var lab = new Option<string?>("--lab") { Description = "Only what this lab looks after.", HelpName = "LAB" }.WithLabs();
        var host = new Option<string?>("--host") { Description = "Only what is there for this host.", HelpName = "HOST" }.WithHosts();
        var sort = new Option<string?>("--sort") { Description = $"By {string.Join(", ", FlowOrder.Keys)} (default: table, then priority). Needs memory for all of them.", HelpName = "KEY" };
        var raw = new Option<bool>("--raw") { Description = "Exactly the text of 'ovs-ofctl -O OpenFlow13 dump-flows'." };
        Arguments.Add(bridge);
        Arguments.Add(filter);
        foreach (var option in new Option[] { why, lab, host, sort, raw }) Options.Add(option);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = Request(parse.GetValue(bridge), parse.GetValue(filter) ?? []);
            request.Lab = parse.GetValue(lab) ?? "";
            request.Host = parse.GetValue(host) ?? "";
            request.Raw = parse.GetValue(raw);
            var order = parse.GetValue(sort) is { } key ? FlowOrder.By(key) ?? throw UnknownKey(key) : null;
            using var client = context.Connect();
            var parts = client.Flows.ListAsync(request, cancellationToken);
            if (request.Raw) await WriteRawAsync(context, request, parts);
            else await new FlowListing(context, Columns(context, parse.GetValue(why)), order).WriteAsync(parts);
            return ExitCode.Ok;
        });
    }

    private static ListFlowsRequest Request(string? bridge, string[] filter) =>
        // No bridge's name has a sign of equality, and every filter that is not a protocol alone has one.
        bridge?.Contains('=', StringComparison.Ordinal) == true
            ? new ListFlowsRequest { Filter = string.Join(',', filter.Prepend(bridge)) }
            : new ListFlowsRequest { Bridge = bridge ?? "", Filter = string.Join(',', filter) };

    private static FlowColumns Columns(CliContext context, bool why) =>
        context.Format == OutputFormat.Wide ? FlowColumns.All : why ? FlowColumns.UsualWithWhy : FlowColumns.Usual;

    private static async Task WriteRawAsync(CliContext context, ListFlowsRequest request, IAsyncEnumerable<FlowsPart> parts)
    {
        if (request.Bridge.Length == 0) throw new CommandFailure(ExitCode.Usage, "--raw is the text of one bridge: which?");
        if (context.Format != OutputFormat.Table) throw new CommandFailure(ExitCode.Usage, "--raw has one form: leave -o out");
        await foreach (var part in parts) context.Terminal.Out.Write(part.Raw);
    }

    private static CommandFailure UnknownKey(string key) =>
        new(ExitCode.Usage, $"--sort {key}: unknown key{(NearestName.Find(key, FlowOrder.Keys) is { } nearest ? $"; did you mean {nearest}?" : $"; one of {string.Join(", ", FlowOrder.Keys)}")}");
}
