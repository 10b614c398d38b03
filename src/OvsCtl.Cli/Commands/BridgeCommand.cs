using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

/// <summary><c>bridge</c>, and <c>bridge show</c>, which is the same.</summary>
internal sealed class BridgeCommand : CliCommand
{
    private const int MaximumNameSize = 15; // IFNAMSIZ less the NUL, linux/if.h

    private BridgeCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "Bridges of Open vSwitch with their settings and ports: of labs, and of anybody else.", examples)
    {
        var bridge = FlowArguments.OptionalBridge();
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Switches.ShowAsync(new ShowSwitchesRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, _) => BridgeView.Write(page, reply.Bridges));
            return ExitCode.Ok;
        });
    }

    private static string DatapathType => Directory.Exists("/sys/module/openvswitch") ? "system" : "netdev";

    public static BridgeCommand Create(GlobalOptions globals)
    {
        var added = new Argument<string>("BRIDGE") { Description = "The new bridge's name." };
        added.Validators.Add(NameOfDevice);
        var name = new Argument<string>("BRIDGE") { Description = "The bridge." };
        return new BridgeCommand(globals, "bridge", "ovsctl bridge")
        {
            new BridgeCommand(globals, "show", "ovsctl bridge show", "ovsctl bridge show v-net-0 -o json"),
            new SwitchChangeCommand(
                globals, ["bridge", "add"], "Make a bridge that learns by itself, in the kernel's datapath where there is one.", "sudo ovsctl bridge add v-net-0", [added], parse => new AddBridge { Name = parse.GetRequiredValue(added), DatapathType = DatapathType }),
            new SwitchChangeCommand(
                globals, ["bridge", "del"], "Delete a bridge with all its ports.", "sudo ovsctl bridge del v-net-0", [name], parse => new DeleteBridge { Name = parse.GetRequiredValue(name) }),
        };
    }

    // The database takes any name; the switch leaves out what it cannot make a device of, and says so in its log only.
    private static void NameOfDevice(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        if (name is "" or "." or ".." || Encoding.UTF8.GetByteCount(name) > MaximumNameSize || name.Any(c => c is '/' or ':' || char.IsWhiteSpace(c)))
            result.AddError($"'{name}' cannot name a bridge, which is an interface too: 1 to {MaximumNameSize} bytes without '/', ':' or white space");
    }
}
