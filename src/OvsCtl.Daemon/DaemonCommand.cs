using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using OvsCtl.Controller.State;
using OvsCtl.Daemon.Running;
using OvsCtl.Daemon.Standalone;
using OvsCtl.Netns;
using OvsCtl.Ovsdb;

namespace OvsCtl.Daemon;

/// <summary>The command line of ovsctld.</summary>
internal static class DaemonCommand
{
    private const string DefaultRunDirectory = "/run/ovsctl";
    private const string DefaultStateDirectory = "/var/lib/ovsctl";
    private const string SystemOvsRunDirectory = "/run/openvswitch";

    public static RootCommand Create()
    {
        var mode = new Option<OvsMode>("--ovs") { HelpName = "system|embedded|none", Description = "Which Open vSwitch: 'system' for the machine's own, 'embedded' for a private one that the daemon starts and stops, 'none' for an OpenFlow controller alone", DefaultValueFactory = _ => OvsMode.System };
        var socket = new Option<string?>("--socket") { HelpName = "PATH", Description = "Where to listen for ovsctl (mode 0600); default RUNDIR/ovsctl.sock" };
        var socketGroup = new Option<string?>("--socket-group") { HelpName = "GROUP", Description = "Let members of this group use the socket too (mode 0660); default only root and the user of the daemon" };
        var runDirectory = new Option<string>("--run-dir") { HelpName = "DIRECTORY", Description = "For the socket, logs of hosts' commands, and an embedded Open vSwitch", DefaultValueFactory = _ => DefaultRunDirectory };
        var database = new Option<string?>("--db") { HelpName = "ENDPOINT", Description = "OVSDB endpoint of the machine's Open vSwitch, with --ovs system; default unix:/run/openvswitch/db.sock" };
        var ovsRunDirectory = new Option<string?>("--ovs-rundir") { HelpName = "DIRECTORY", Description = "Run directory of Open vSwitch; default that of the database's socket" };
        var state = new Option<string?>("--state") { HelpName = "ENDPOINT", Description = "OVSDB endpoint of a server that you run yourself for desired state; default one that the daemon runs" };
        var stateDirectory = new Option<string?>("--state-dir") { HelpName = "DIRECTORY", Description = "Where the daemon keeps desired state; default /var/lib/ovsctl, or RUNDIR/state with --run-dir or an embedded Open vSwitch" };
        var machine = new Option<string?>("--machine") { HelpName = "NAME", Description = "What this machine is called in the database of desired state; default its host name" };
        var metrics = new Option<string?>("--metrics") { HelpName = "ADDRESS:PORT", Description = "Serve metrics for Prometheus over HTTP there, e.g. 127.0.0.1:9464; default nowhere" };
        var logFormat = new Option<LogFormat>("--log-format") { HelpName = "text|json", Description = "How to write the log", DefaultValueFactory = _ => LogFormat.Text };
        var config = new Option<string?>(OptionSources.FileOption) { HelpName = "FILE", Description = $"Options in JSON, for those given neither here nor as OVSCTLD_…; default {OptionSources.DefaultFile} if it is there" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Log debug messages too" };
        var command = new RootCommand("ovsctld: controller for Open vSwitch hosts and labs.\n\nSpeaks OVSDB to ovsdb-server, is the OpenFlow 1.3 controller of the bridges it makes, and owns the lab's network namespaces.\nAsk it with ovsctl.\n\nEach option may also come from the environment (OVSCTLD_RUN_DIR for --run-dir) or from a file, see --config.")
        {
            mode, socket, socketGroup, runDirectory, database, ovsRunDirectory, state, stateDirectory, machine, metrics, logFormat, config, verbose,
        };
        var standalone = new StandaloneCommandLine();
        standalone.AddTo(command);
        command.Validators.Add(result =>
        {
            try
            {
                standalone.Validate(result, result.GetValue(mode));
            }
            catch (InvalidOperationException e)
            {
                result.AddError(e.Message.ReplaceLineEndings(" "));
                return;
            }

            if (result.GetValue(socketGroup) is { } members && (members.Length == 0 || FileGroup.Find(members) is null)) result.AddError($"--socket-group: there is no group '{members}'");
            if (result.GetValue(mode) == OvsMode.Embedded && result.GetValue(database) is not null) result.AddError("--db is for --ovs system: an embedded Open vSwitch has a database of its own");
            if (result.GetValue(metrics) is { } address && !IPEndPoint.TryParse(address, out _)) result.AddError($"--metrics: '{address}' is no address and port such as 127.0.0.1:9464");
            if (result.GetValue(state) is not null && result.GetValue(stateDirectory) is not null) result.AddError("--state-dir is for the daemon's own server: --state names another");
        });
        command.SetAction((parsed, ct) =>
        {
            if (parsed.GetValue(mode) == OvsMode.None) return RunStandaloneAsync(standalone, parsed, parsed.GetValue(verbose), ct);
            var directory = Path.GetFullPath(parsed.GetRequiredValue(runDirectory));
            var isEmbedded = parsed.GetValue(mode) == OvsMode.Embedded;
            var ovsDirectory = parsed.GetValue(ovsRunDirectory) ?? (isEmbedded ? Path.Combine(directory, "ovs") : SystemOvsRunDirectory);
            OvsdbEndpoint endpoint;
            IReadOnlyList<OvsdbEndpoint>? stateServers;
            var option = "--db";
            try
            {
                endpoint = OvsdbEndpoint.Parse(parsed.GetValue(database) ?? $"unix:{Path.Combine(ovsDirectory, "db.sock")}");
                option = "--state";
                stateServers = parsed.GetValue(state) is { } servers ? OvsdbEndpoint.ParseList(servers) : null;
            }
            catch (FormatException e)
            {
                Console.Error.WriteLine($"ovsctld: {option}: {e.Message}");
                return Task.FromResult(DaemonExitCode.Usage);
            }

            return DaemonHost.RunAsync(
                new DaemonOptions
                {
                    Socket = parsed.GetValue(socket) is { } path ? Path.GetFullPath(path) : Path.Combine(directory, "ovsctl.sock"),
                    SocketGroup = parsed.GetValue(socketGroup),
                    SocketGroupId = parsed.GetValue(socketGroup) is { } members ? FileGroup.Find(members) : null,
                    RunDirectory = directory,
                    Mode = parsed.GetValue(mode),
                    Database = endpoint,
                    OvsRunDirectory = ovsDirectory,
                    State = new StateOptions
                    {
                        Directory = parsed.GetValue(stateDirectory) is { } kept ? Path.GetFullPath(kept) : isEmbedded || directory != DefaultRunDirectory ? Path.Combine(directory, "state") : DefaultStateDirectory,
                        Servers = stateServers,
                        Machine = parsed.GetValue(machine),
                    },
                    Metrics = parsed.GetValue(metrics) is { } page ? IPEndPoint.Parse(page) : null,
                    LogFormat = parsed.GetValue(logFormat),
                    IsVerbose = parsed.GetValue(verbose),
                },
                ct);
        });
        return command;
    }

    private static Task<int> RunStandaloneAsync(StandaloneCommandLine standalone, ParseResult parsed, bool isVerbose, CancellationToken ct)
    {
        StandaloneOptions options;
        try
        {
            options = standalone.Read(parsed, isVerbose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Console.Error.WriteLine($"ovsctld: the files for TLS: {e.Message}");
            return Task.FromResult(DaemonExitCode.Usage);
        }

        return StandaloneHost.RunAsync(options, ct);
    }
}
