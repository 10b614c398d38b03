using System.Diagnostics;
using System.Net.Sockets;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>The daemon of a sandbox.</summary>
internal sealed class SandboxDaemon
{
    public const string LogPath = "/run/ovsctl/ovsctld.log";

    // Where the tools of Open vSwitch look first: in a sandbox it is free, so ovs-vsctl works without being told.
    private const string OvsRunDirectory = "/run/openvswitch";

    private const int LogTailLineCount = 15;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;

    private SandboxDaemon(Process process) => _process = process;

    /// <summary>Returns when the daemon accepts calls.</summary>
    /// <exception cref="CommandFailure">It ended instead; the message has the end of its log.</exception>
    public static async Task<SandboxDaemon> StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LogPath) ?? "/", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var daemon = new SandboxDaemon(Launch(DaemonProgram.Find()));
        var waited = Stopwatch.StartNew();
        while (!await AcceptsAsync(cancellationToken))
        {
            if (daemon._process.HasExited) throw daemon.StartFailure("ended while starting");
            if (waited.Elapsed > StartPatience) throw daemon.StartFailure("does not accept calls");
            // A socket file appears without an event that reaches other processes.
            await Task.Delay(Interval, cancellationToken);
        }
        return daemon;
    }

    public async Task StopAsync()
    {
        if (_process.HasExited) return;
        ChildSignal.Terminate(_process);
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It hangs. This process is the first of its namespace: when it ends, the kernel ends the daemon.
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    // A session of its own, so that Ctrl-C on the terminal does not end the daemon before the lab is taken down; the log is a file and not
    // a pipe, so that the daemon never waits for a reader.
    private static Process Launch(string program)
    {
        const string Script = """exec setsid "$0" "$@" </dev/null >>"$OVSCTLD_LOG" 2>&1""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, program, "--ovs", "embedded", "--ovs-rundir", OvsRunDirectory]) { UseShellExecute = false };
        start.Environment["OVSCTLD_LOG"] = LogPath;
        return Process.Start(start) ?? throw new CommandFailure(ExitCode.Failed, "/bin/sh did not start");
    }

    private static async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(DaemonSocket.DefaultPath)) return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(DaemonSocket.DefaultPath), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private CommandFailure StartFailure(string what)
    {
        var code = _process.HasExited && _process.ExitCode is ExitCode.NotPermitted or ExitCode.Unreachable ? _process.ExitCode : ExitCode.Failed;
        var tail = File.Exists(LogPath) ? File.ReadLines(LogPath).TakeLast(LogTailLineCount) : [];
        return new CommandFailure(code, string.Join('\n', tail.Prepend($"the daemon {what}; the end of its log:")));
    }
}
