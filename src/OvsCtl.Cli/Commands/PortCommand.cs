using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

/// <summary><c>port</c>, and <c>port list</c>, which is the same.</summary>
internal sealed class PortCommand : CliCommand
{
    private PortCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "The ports of a bridge of Open vSwitch, or of all: number, what is plugged in, state, and what they have received (RX), sent (TX) and dropped.", examples)
    {
        var bridge = FlowArguments.OptionalBridge();
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Switches.ShowAsync(new ShowSwitchesRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, isWide) => PortListView.Write(page, reply.Bridges, isWide));
            return ExitCode.Ok;
        });
    }

    public static PortCommand Create(GlobalOptions globals)
    {
        var bridge = new Argument<string>("BRIDGE") { Description = "The bridge." };
        var port = new Argument<string>("PORT") { Description = "The port." };
        return new PortCommand(globals, "port", "ovsctl port")
        {
            new PortCommand(globals, "list", "ovsctl port list", "ovsctl port list v-net-0 -o wide    # with bytes, errors, MAC and MTU"),
            new SwitchChangeCommand(
                globals, ["port", "add"], "Plug a link into a bridge; says when the switch cannot use it.", "sudo ovsctl port add v-net-0 veth-red-br", [bridge, port], parse => new AddPort { Bridge = parse.GetRequiredValue(bridge), Name = parse.GetRequiredValue(port) }),
            new SwitchChangeCommand(
                globals, ["port", "del"], "Take a port off a bridge; the link stays.", "sudo ovsctl port del v-net-0 red-eth0", [bridge, port], parse => new DeletePort { Bridge = parse.GetRequiredValue(bridge), Name = parse.GetRequiredValue(port) }),
        };
    }
}
