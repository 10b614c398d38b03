using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Executing;
using OvsCtl.Netns;

namespace OvsCtl.Controller.Embedded;

/// <summary>
/// Starts ovsdb-server and ovs-vswitchd (the distribution's programs) on a database of their own, starts them again when they
/// die, and stops them with the daemon.
/// </summary>
public sealed partial class EmbeddedOvs(EmbeddedOvsOptions options, ILogger<EmbeddedOvs> logger, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private const int SIGTERM = 15, SIGKILL = 9;
    private const string DirectoryVariable = "OVSCTL_EMBEDDED_OVS";
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private readonly NetworkNamespace _root = NetworkNamespace.OpenCurrent();
    private readonly List<(CancellationTokenSource Stop, Task Loop)> _watches = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Directory);
        await EndLeftoversAsync(cancellationToken).ConfigureAwait(false);
        var database = Path.Combine(options.Directory, "conf.db");
        File.Delete(options.DatabaseSocket);
        if (!File.Exists(database))
        {
            var tool = Spawn("ovsdb-tool", ["create", database, options.SchemaPath]);
            if (await tool.Exited.WaitAsync(cancellationToken).ConfigureAwait(false) != 0)
                throw new EmbeddedOvsException($"ovsdb-tool could not make {database}: {await ReadLogAsync("ovsdb-tool", cancellationToken).ConfigureAwait(false)}");
        }

        // In the order in which they end: the switch writes its last words into the database.
        Watch("ovs-vswitchd", [$"unix:{options.DatabaseSocket}", "-vconsole:off", $"--log-file={LogPath("ovs-vswitchd.own")}", "--no-chdir", $"--unixctl={Path.Combine(options.Directory, "ovs-vswitchd.ctl")}"]);
        Watch("ovsdb-server", [database, $"--remote=punix:{options.DatabaseSocket}", "-vconsole:off", $"--log-file={LogPath("ovsdb-server.own")}", "--no-chdir", $"--unixctl={Path.Combine(options.Directory, "ovsdb-server.ctl")}"]);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var (stop, loop) in _watches)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await loop.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var (stop, _) in _watches) stop.Dispose();
        _root.Dispose();
    }

    /// <summary>A daemon that was killed leaves its switch running; two cannot have one database.</summary>
    private async Task EndLeftoversAsync(CancellationToken ct)
    {
        var leftovers = OwnProcesses.WithVariable(DirectoryVariable).Where(p => p.Environment[DirectoryVariable] == options.Directory).Select(p => p.Pid).ToList();
        foreach (var pid in leftovers)
        {
            LogLeftover(pid);
            ProcessTable.Kill(pid, SIGKILL);
        }

        while (leftovers.Any(ProcessTable.IsAlive)) await Task.Delay(TimeSpan.FromMilliseconds(5), time, ct).ConfigureAwait(false);
    }

    private void Watch(string program, IReadOnlyList<string> arguments)
    {
        var stop = new CancellationTokenSource();
        _watches.Add((stop, WatchAsync(program, arguments, stop.Token)));
    }

    private async Task WatchAsync(string program, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var process = Spawn(program, arguments);
            LogStarted(program, process.Pid);
            var ended = await Task.WhenAny(process.Exited, Task.Delay(Timeout.InfiniteTimeSpan, time, stop)).ConfigureAwait(false);
            if (ended != process.Exited)
            {
                await StopAsync(process).ConfigureAwait(false);
                LogStopped(program);
                return;
            }

            LogDied(program, await process.Exited.ConfigureAwait(false));
            await Task.Delay(RestartPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StopAsync(SpawnedProcess process)
    {
        process.Kill(SIGTERM);
        var grace = Task.Delay(StopGrace, time);
        if (await Task.WhenAny(process.Exited, grace).ConfigureAwait(false) == grace) process.Kill(SIGKILL);
        await process.Exited.ConfigureAwait(false);
    }

    private SpawnedProcess Spawn(string program, IReadOnlyList<string> arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_DBDIR", "OVS_LOGDIR" }) environment[variable] = options.Directory;
        environment[DirectoryVariable] = options.Directory;
        return _root.Spawn(new SpawnOptions { Arguments = [Programs.Find(program), .. arguments], Environment = environment, OutputPath = LogPath(program) });
    }

    private string LogPath(string program) => Path.Combine(options.Directory, string.Create(CultureInfo.InvariantCulture, $"{program}.log"));

    private async Task<string> ReadLogAsync(string program, CancellationToken ct) => (await File.ReadAllTextAsync(LogPath(program), ct).ConfigureAwait(false)).Trim();

    [LoggerMessage(30, LogLevel.Information, "started {Program}, pid {Pid}")]
    private partial void LogStarted(string program, int pid);

    [LoggerMessage(33, LogLevel.Warning, "ending process {Pid}, left by an earlier daemon")]
    private partial void LogLeftover(int pid);

    [LoggerMessage(31, LogLevel.Information, "stopped {Program}")]
    private partial void LogStopped(string program);

    [LoggerMessage(32, LogLevel.Error, "{Program} ended with code {ExitCode}; starting it again")]
    private partial void LogDied(string program, int exitCode);
}
