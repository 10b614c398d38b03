using System.CommandLine;
using OvsCtl.Cli.Commands;

namespace OvsCtl.Cli.CommandLine;

/// <summary>
/// The tree of commands. When the command line says which one is meant, that one alone is made: to make them all takes longer than most commands,
/// because each kind of option is compiled when it is first used.
/// </summary>
internal static class CommandTree
{
    /// <summary>The name of the program, and of the command that is the root of all others.</summary>
    public const string ProgramName = "ovsctl";

    private const string Description = "Labs and bridges of Open vSwitch: one file in, a running network out.";

    /// <param name="arguments">What is to be parsed: only the command that is named is made, unless it is about all of them.</param>
    public static Command Make(IReadOnlyList<string> arguments)
    {
        var globals = new GlobalOptions();
        var root = Root(arguments);
        root.Options.Add(new Option<bool>("--help", "-h") { Description = "Show help and usage information.", Arity = ArgumentArity.Zero, Recursive = true, Action = new ExamplesHelpAction() });
        root.Options.Add(new Option<bool>("--version") { Description = "Show version information.", Arity = ArgumentArity.Zero, Action = new PrintVersionAction() });
        foreach (var option in globals.All) root.Options.Add(option);

        var place = Place(arguments, globals);
        var commands = new CommandSet
        {
            { "lab", () => new LabCommand(globals, arguments.ElementAtOrDefault(place + 1)) },
            { "events", () => new EventsCommand(globals) },
            { "flow", () => new FlowCommand(globals) },
            { "trace", () => new TraceCommand(globals) },
            { "bridge", () => BridgeCommand.Create(globals) },
            { "port", () => PortCommand.Create(globals) },
            { "group", () => new GroupCommand(globals) },
            { "meter", () => new MeterCommand(globals) },
            { "topology", () => new TopologyCommand(globals) },
            { "top", () => new TopCommand(globals) },
            { "ofp", () => new OfpCommand(globals) },
            { "exec", () => new ExecCommand(globals) },
            { "shell", () => new ShellCommand(globals) },
            { "ping", () => new PingCommand(globals) },
            { "link", () => new LinkCommand(globals) },
            { "shape", () => new ShapeCommand(globals) },
            { "capture", () => new CaptureCommand(globals) },
            { "iperf", () => new IperfCommand(globals) },
            { "netns", () => new NetnsCommand(globals) },
            { "addr", () => AddressCommand.Create(globals) },
            { "route", () => RouteCommand.Create(globals) },
            { "rule", () => RuleCommand.Create(globals) },
            { "arp", () => ArpCommand.Create(globals) },
            { "nat", () => NatCommand.Create(globals) },
            { "ovsdb", () => new OvsdbCommand(globals) },
            { "schema", () => new SchemaCommand(globals) },
            { "doctor", () => new DoctorCommand(globals) },
            { "sandbox", () => new SandboxCommand(globals) },
            { "completion", () => new CompletionCommand(globals) },
            { "man", () => new ManCommand(globals) },
            { SandboxInitCommand.CommandName, () => new SandboxInitCommand(globals) },
        };
        // Help, completion, the manual and a mistyped name need all of them.
        foreach (var command in commands.Make(arguments.ElementAtOrDefault(place) is var named and not "man" ? named : null)) root.Subcommands.Add(command);
        return root;
    }

    // A RootCommand reads its own help texts from resources, which takes longer than a call to the daemon; what it has and a command has not are directives, [suggest].
    private static Command Root(IReadOnlyList<string> arguments)
    {
        if (!IsDirective(arguments)) return new Command(ProgramName, Description);
        var root = new RootCommand(Description);
        root.Options.Clear();
        return root;
    }

    /// <summary>Completion asks with a directive: [suggest:POSITION] and the line so far.</summary>
    public static bool IsDirective(IReadOnlyList<string> arguments) => arguments is [['[', ..], ..];

    /// <summary>Where the first word stands that is no global option.</summary>
    private static int Place(IReadOnlyList<string> arguments, GlobalOptions globals)
    {
        var place = 0;
        while (place < arguments.Count && arguments[place].StartsWith('-')) place += Takes(globals.Socket, arguments[place]) || Takes(globals.Output, arguments[place]) ? 2 : 1;
        return place;
    }

    private static bool Takes(Option option, string word) => option.Name == word || option.Aliases.Contains(word);
}
