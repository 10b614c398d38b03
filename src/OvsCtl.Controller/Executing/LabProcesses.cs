using System.Collections.Concurrent;
using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Controller.Executing;

/// <summary>
/// The commands that hosts run. Those that are alive are found by the marks in their environment, so a restarted daemon
/// finds them again; how one ended is known only to the daemon that started it.
/// </summary>
public sealed class LabProcesses(string logDirectory)
{
    private const int SIGTERM = 15, SIGKILL = 9; // signal(7)
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Lab, string Host, string Run), SpawnedProcess> _started = new();

    public IReadOnlyList<ObservedProcess> Observe()
    {
        var running = Alive().GroupBy(p => (p.Lab, p.Host, p.Run)).Select(g => g.MinBy(p => p.Pid)).OfType<ObservedProcess>().ToList();
        var ended = _started
            .Where(s => s.Value.Exited.IsCompletedSuccessfully && !running.Exists(r => (r.Lab, r.Host, r.Run) == s.Key))
            .Select(s => new ObservedProcess(s.Value.Pid, s.Key.Lab, s.Key.Host, s.Key.Run, s.Value.Exited.GetAwaiter().GetResult()));
        return [.. running, .. ended];
    }

    /// <exception cref="NativeException">It could not be started.</exception>
    public async Task StartAsync(string lab, DesiredProcess process, NetworkNamespace ns, TimeProvider time, CancellationToken ct)
    {
        Directory.CreateDirectory(logDirectory);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        foreach (var (name, value) in process.Environment) environment[name] = value;
        environment[LabMark.LabVariable] = lab;
        environment[LabMark.HostVariable] = process.Host;
        environment[LabMark.RunVariable] = process.Run;
        environment[LabMark.PidNamespaceVariable] = OwnProcesses.Space;
        var started = ns.Spawn(new SpawnOptions
        {
            Arguments = ["/bin/sh", "-c", process.Command],
            Environment = environment,
            OutputPath = LogPath(lab, process.Host),
            Isolation = Isolation(process),
        });
        _started[(lab, process.Host, process.Run)] = started;
        // Once it is said to run, others may join it.
        if (process.Isolation.HasFlag(Topology.Specs.Isolation.Pid)) await NamespaceInit.FurnishedAsync(started.Pid, started.Exited, time, ct).ConfigureAwait(false);
    }

    public string LogPath(string lab, string host) => Path.Combine(logDirectory, $"{lab}.{host}.log");

    /// <summary>Ends every process with the marks of this host's command: first asked, then, after a while, killed.</summary>
    public async Task StopAsync(string lab, string host, TimeProvider time, CancellationToken ct)
    {
        bool IsIt(ObservedProcess p) => p.Lab == lab && p.Host == host;
        var deadline = time.GetTimestamp();
        foreach (var process in Alive().Where(IsIt)) ProcessTable.Kill(process.Pid, SIGTERM);
        while (Alive().Where(IsIt).ToList() is { Count: > 0 } left)
        {
            // The first process of a PID namespace that has no handler never hears the question.
            if (time.GetElapsedTime(deadline) > Grace || left.TrueForAll(p => NamespaceInit.IsDeafTo(p.Pid, SIGTERM)))
                foreach (var process in left) ProcessTable.Kill(process.Pid, SIGKILL);
            await Task.Delay(TimeSpan.FromMilliseconds(5), time, ct).ConfigureAwait(false);
        }

        Forget(lab, host);
    }

    /// <summary>Drops what is remembered of ended commands, and their output.</summary>
    public void Forget(string lab, string? host = null)
    {
        foreach (var key in _started.Keys.Where(k => k.Lab == lab && (host is null || k.Host == host)))
        {
            if (_started.TryRemove(key, out _)) File.Delete(LogPath(key.Lab, key.Host));
        }
    }

    private static ProcessIsolation? Isolation(DesiredProcess process) => process.Isolation == Topology.Specs.Isolation.None ? null : new ProcessIsolation
    {
        Processes = process.Isolation.HasFlag(Topology.Specs.Isolation.Pid),
        Mounts = process.Isolation.HasFlag(Topology.Specs.Isolation.Mount),
        Ipc = process.Isolation.HasFlag(Topology.Specs.Isolation.Ipc),
        HostName = process.Isolation.HasFlag(Topology.Specs.Isolation.Uts) ? process.Host : null,
    };

    /// <summary>While a process becomes another program its environment is empty: those of this daemon are alive until they have ended, whatever is read there.</summary>
    private List<ObservedProcess> Alive()
    {
        var found = Find().ToList();
        var pids = found.Select(p => p.Pid).ToHashSet();
        return
        [
            .. found,
            .. _started.Where(s => !s.Value.Exited.IsCompleted && !pids.Contains(s.Value.Pid)).Select(s => new ObservedProcess(s.Value.Pid, s.Key.Lab, s.Key.Host, s.Key.Run, null)),
        ];
    }

    private static IEnumerable<ObservedProcess> Find()
    {
        foreach (var (pid, marks) in OwnProcesses.WithVariable(LabMark.LabVariable))
            if (marks.TryGetValue(LabMark.HostVariable, out var host) && marks.TryGetValue(LabMark.RunVariable, out var run))
                yield return new ObservedProcess(pid, marks[LabMark.LabVariable], host, run, null);
    }
}
