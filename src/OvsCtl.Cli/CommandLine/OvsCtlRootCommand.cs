using System.CommandLine;
using System.CommandLine.Help;
using OvsCtl.Cli.Commands;

namespace OvsCtl.Cli.CommandLine;

/// <summary>
/// The tree of commands. When the command line says which one is meant, that one alone is made: to make them all takes longer than most commands,
/// because each kind of option is compiled when it is first used.
/// </summary>
internal sealed class OvsCtlRootCommand : RootCommand
{
    private readonly List<(string Name, Func<Command> Make)> _commands = [];

    public OvsCtlRootCommand(IReadOnlyList<string> arguments)
        : base("Labs and bridges of Open vSwitch: one file in, a running network out.")
    {
        var globals = new GlobalOptions();
        Options.Clear();
        Options.Add(new HelpOption("--help", "-h") { Action = new ExamplesHelpAction() });
        Options.Add(new VersionOption("--version") { Action = new PrintVersionAction() });
        foreach (var option in globals.All) Options.Add(option);

        Add("lab", () => new LabCommand(globals));
        Add("events", () => new EventsCommand(globals));
        Add("flow", () => new FlowCommand(globals));
        Add("trace", () => new TraceCommand(globals));
        Add("bridge", () => new BridgeCommand(globals));
        Add("port", () => new PortCommand(globals));
        Add("group", () => new GroupCommand(globals));
        Add("meter", () => new MeterCommand(globals));
        Add("topology", () => new TopologyCommand(globals));
        Add("top", () => new TopCommand(globals));
        Add("ofp", () => new OfpCommand(globals));
        Add("exec", () => new ExecCommand(globals));
        Add("shell", () => new ShellCommand(globals));
        Add("ping", () => new PingCommand(globals));
        Add("link", () => new LinkCommand(globals));
        Add("capture", () => new CaptureCommand(globals));
        Add("iperf", () => new IperfCommand(globals));
        Add("netns", () => new NetnsCommand(globals));
        Add("addr", () => new AddressCommand(globals));
        Add("route", () => new RouteCommand(globals));
        Add("arp", () => new ArpCommand(globals));
        Add("nat", () => new NatCommand(globals));
        Add("ovsdb", () => new OvsdbCommand(globals));
        Add("schema", () => new SchemaCommand(globals));
        Add("doctor", () => new DoctorCommand(globals));
        Add("sandbox", () => new SandboxCommand(globals));
        Add("completion", () => new CompletionCommand(globals));
        Add("man", () => new ManCommand(globals));
        Add(SandboxInitCommand.CommandName, () => new SandboxInitCommand(globals));
        // Help, completion, the manual and a mistyped name need all of them.
        var named = Named(arguments, globals);
        var wanted = named == "man" ? [] : _commands.FindAll(command => command.Name == named);
        foreach (var (_, make) in wanted.Count > 0 ? wanted : _commands) Subcommands.Add(make());
    }

    private void Add(string name, Func<Command> make) => _commands.Add((name, make));

    /// <summary>The first word that is no global option.</summary>
    private static string? Named(IReadOnlyList<string> arguments, GlobalOptions globals)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith('-')) return arguments[i];
            if (Takes(globals.Socket, arguments[i]) || Takes(globals.Output, arguments[i])) i++;
        }

        return null;
    }

    private static bool Takes(Option option, string word) => option.Name == word || option.Aliases.Contains(word);
}
