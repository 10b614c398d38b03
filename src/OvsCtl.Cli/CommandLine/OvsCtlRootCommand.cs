using System.CommandLine;
using System.CommandLine.Help;
using OvsCtl.Cli.Commands;

namespace OvsCtl.Cli.CommandLine;

/// <summary>The tree of commands.</summary>
internal sealed class OvsCtlRootCommand : RootCommand
{
    public OvsCtlRootCommand()
        : base("Labs and bridges of Open vSwitch: one file in, a running network out.")
    {
        var globals = new GlobalOptions();
        Options.Clear();
        Options.Add(new HelpOption("--help", "-h") { Action = new ExamplesHelpAction() });
        Options.Add(new VersionOption("--version") { Action = new PrintVersionAction() });
        foreach (var option in globals.All) Options.Add(option);

        Subcommands.Add(new LabCommand(globals));
        Subcommands.Add(new EventsCommand(globals));
        Subcommands.Add(new FlowCommand(globals));
        Subcommands.Add(new TraceCommand(globals));
        Subcommands.Add(new BridgeCommand(globals));
        Subcommands.Add(new PortCommand(globals));
        Subcommands.Add(new GroupCommand(globals));
        Subcommands.Add(new MeterCommand(globals));
        Subcommands.Add(new TopologyCommand(globals));
        Subcommands.Add(new TopCommand(globals));
        Subcommands.Add(new OfpCommand(globals));
        Subcommands.Add(new ExecCommand(globals));
        Subcommands.Add(new ShellCommand(globals));
        Subcommands.Add(new PingCommand(globals));
        Subcommands.Add(new LinkCommand(globals));
        Subcommands.Add(new CaptureCommand(globals));
        Subcommands.Add(new IperfCommand(globals));
        Subcommands.Add(new NetnsCommand(globals));
        Subcommands.Add(new AddressCommand(globals));
        Subcommands.Add(new RouteCommand(globals));
        Subcommands.Add(new ArpCommand(globals));
        Subcommands.Add(new NatCommand(globals));
        Subcommands.Add(new OvsdbCommand(globals));
        Subcommands.Add(new SchemaCommand(globals));
        Subcommands.Add(new DoctorCommand(globals));
        Subcommands.Add(new SandboxCommand(globals));
        Subcommands.Add(new CompletionCommand(globals));
        Subcommands.Add(new ManCommand(globals));
        Subcommands.Add(new SandboxInitCommand(globals));
    }
}
