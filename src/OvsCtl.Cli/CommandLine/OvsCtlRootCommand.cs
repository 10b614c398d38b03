using System.CommandLine;
using System.CommandLine.Help;
using OvsCtl.Cli.Commands;

namespace OvsCtl.Cli.CommandLine;

/// <summary>The tree of commands.</summary>
internal sealed class OvsCtlRootCommand : RootCommand
{
    /// <param name="arguments">What is to be parsed: only the command that stands first is made, unless it is about all of them.</param>
    public OvsCtlRootCommand(IReadOnlyList<string> arguments)
        : base("Labs and bridges of Open vSwitch: one file in, a running network out.")
    {
        var globals = new GlobalOptions();
        Options.Clear();
        Options.Add(new HelpOption("--help", "-h") { Action = new ExamplesHelpAction() });
        Options.Add(new VersionOption("--version") { Action = new PrintVersionAction() });
        foreach (var option in globals.All) Options.Add(option);

        var commands = new CommandSet
        {
            { "lab", () => new LabCommand(globals, arguments is [_, var verb, ..] ? verb : null) },
            { "events", () => new EventsCommand(globals) },
            { "flow", () => new FlowCommand(globals) },
            { "trace", () => new TraceCommand(globals) },
            { "bridge", () => new BridgeCommand(globals) },
            { "port", () => new PortCommand(globals) },
            { "group", () => new GroupCommand(globals) },
            { "meter", () => new MeterCommand(globals) },
            { "topology", () => new TopologyCommand(globals) },
            { "top", () => new TopCommand(globals) },
            { "ofp", () => new OfpCommand(globals) },
            { "exec", () => new ExecCommand(globals) },
            { "shell", () => new ShellCommand(globals) },
            { "ping", () => new PingCommand(globals) },
            { "netns", () => new NetnsCommand(globals) },
            { "link", () => new LinkCommand(globals) },
            { "addr", () => new AddressCommand(globals) },
            { "route", () => new RouteCommand(globals) },
            { "arp", () => new ArpCommand(globals) },
            { "nat", () => new NatCommand(globals) },
            { "ovsdb", () => new OvsdbCommand(globals) },
            { "doctor", () => new DoctorCommand(globals) },
            { "sandbox", () => new SandboxCommand(globals) },
            { "completion", () => new CompletionCommand(globals) },
            { "man", () => new ManCommand(globals) },
            { SandboxInitCommand.CommandName, () => new SandboxInitCommand(globals) },
        };
        foreach (var command in commands.Make(arguments is [not "man" and var first, ..] ? first : null)) Subcommands.Add(command);
    }
}
