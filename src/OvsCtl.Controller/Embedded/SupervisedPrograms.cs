using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Executing;
using OvsCtl.Netns;

namespace OvsCtl.Controller.Embedded;

/// <summary>
/// Programs of Open vSwitch that belong to one directory: started, started again when they die, stopped with the daemon. Those that a killed
/// daemon has left running are found by a mark in their environment and taken over: what they carry goes on.
/// </summary>
internal sealed partial class SupervisedPrograms(string directory, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    private const int SIGTERM = 15, SIGKILL = 9;
    private const string DirectoryVariable = "OVSCTL_EMBEDDED_OVS";
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly NetworkNamespace _root = NetworkNamespace.OpenCurrent();
    private readonly List<(CancellationTokenSource Stop, Task Loop)> _watches = [];
    private bool _isDisposed;

    /// <summary>The running program of that name that an earlier daemon started here; null when there is none.</summary>
    public int? FindLeftover(string program) => OwnProcesses.WithVariable(DirectoryVariable)
        .Where(p => p.Environment[DirectoryVariable] == directory && NameOf(p.Pid) == program)
        .Select(p => (int?)p.Pid).FirstOrDefault();

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="EmbeddedOvsException">It ended with another code than 0.</exception>
    public async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var process = Spawn(program, arguments);
        if (await process.Exited.WaitAsync(ct).ConfigureAwait(false) != 0)
            throw new EmbeddedOvsException($"{program} {string.Join(' ', arguments)}: {(await File.ReadAllTextAsync(LogPath(program), ct).ConfigureAwait(false)).Trim()}");
    }

    /// <summary>Keeps a program running; the last to be watched is the first to be stopped.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">What it is started with, unless it is taken over.</param>
    /// <param name="leftover">The process to take over; null to start one.</param>
    public void Watch(string program, IReadOnlyList<string> arguments, int? leftover)
    {
        var stop = new CancellationTokenSource();
        _watches.Add((stop, WatchAsync(program, arguments, leftover, stop.Token)));
    }

    public string LogPath(string program) => Path.Combine(directory, $"{program}.log");

    public async Task StopAsync()
    {
        foreach (var (stop, loop) in Enumerable.Reverse(_watches))
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await loop.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await StopAsync().ConfigureAwait(false);
        foreach (var (stop, _) in _watches) stop.Dispose();
        _root.Dispose();
    }

    private async Task WatchAsync(string program, IReadOnlyList<string> arguments, int? leftover, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (pid, exited) = leftover is { } old ? (old, EndAsync(old)) : Start(program, arguments);
            if (leftover is null) LogStarted(program, pid);
            else LogTakenOver(program, pid);
            leftover = null;
            var ended = await Task.WhenAny(exited, Task.Delay(Timeout.InfiniteTimeSpan, time, stop)).ConfigureAwait(false);
            if (ended != exited)
            {
                await StopAsync(pid, exited).ConfigureAwait(false);
                LogStopped(program);
                return;
            }

            LogDied(program);
            await Task.Delay(RestartPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private (int Pid, Task Exited) Start(string program, IReadOnlyList<string> arguments)
    {
        var process = Spawn(program, arguments);
        return (process.Pid, process.Exited);
    }

    /// <summary>The end of a process that is not our child: nobody tells us.</summary>
    private async Task EndAsync(int pid)
    {
        while (ProcessTable.IsAlive(pid)) await Task.Delay(LookAgain, time).ConfigureAwait(false);
    }

    private async Task StopAsync(int pid, Task exited)
    {
        ProcessTable.Kill(pid, SIGTERM);
        var grace = Task.Delay(StopGrace, time);
        if (await Task.WhenAny(exited, grace).ConfigureAwait(false) == grace) ProcessTable.Kill(pid, SIGKILL);
        await exited.ConfigureAwait(false);
    }

    private SpawnedProcess Spawn(string program, IReadOnlyList<string> arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_DBDIR", "OVS_LOGDIR" }) environment[variable] = directory;
        environment[DirectoryVariable] = directory;
        return _root.Spawn(new SpawnOptions { Arguments = [Programs.Find(program), .. arguments], Environment = environment, OutputPath = LogPath(program) });
    }

    private static string? NameOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null; // It ended between the list and the look.
        }
    }

    [LoggerMessage(30, LogLevel.Information, "started {Program}, pid {Pid}")]
    private partial void LogStarted(string program, int pid);

    [LoggerMessage(33, LogLevel.Information, "took over {Program}, pid {Pid}, from an earlier daemon")]
    private partial void LogTakenOver(string program, int pid);

    [LoggerMessage(31, LogLevel.Information, "stopped {Program}")]
    private partial void LogStopped(string program);

    [LoggerMessage(32, LogLevel.Error, "{Program} ended; starting it again")]
    private partial void LogDied(string program);
}
