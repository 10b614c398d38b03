using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>
/// Becoming another program, for short-lived commands such as <c>exec</c> and <c>shell</c>: the terminal, the process id and the exit code
/// are then the program's own. Never for a daemon.
/// </summary>
public static class NamespaceExec
{
    /// <summary>
    /// Replaces this process by a program inside a namespace, as <c>ip netns exec</c> does: with a mount namespace of its own, where /sys
    /// shows the namespace's interfaces and the files of /etc/netns/NAME lie over those of /etc. Does not return.
    /// </summary>
    /// <param name="namespaceName">The namespace; null for the calling thread's own, as <see cref="Replace"/>.</param>
    /// <param name="argv">The program, looked up in PATH unless it holds a '/', and its arguments.</param>
    /// <param name="env">The whole environment; null for this process's own.</param>
    /// <param name="onBindFailure">Told about each file of /etc/netns/NAME that cannot be laid over /etc, mostly because /etc has none of that name (ENOENT); the program runs without it.</param>
    /// <exception cref="ArgumentException">The name is invalid, or the argument list is empty.</exception>
    /// <exception cref="NativeException">
    /// Something failed. When <see cref="NativeException.Operation"/> starts with <c>run </c>, it was the program itself: ENOENT when there is
    /// none (127 in a shell), EACCES when it may not be run (126). The calling thread may be in the namespace by then: the process has to end.
    /// </exception>
    [DoesNotReturn]
    public static int Exec(string? namespaceName, IReadOnlyList<string> argv, IReadOnlyDictionary<string, string>? env = null, Action<NativeException>? onBindFailure = null)
    {
        if (namespaceName is not null) Enter(namespaceName, onBindFailure);
        Replace(argv, env);
        return 0;
    }

    /// <summary>Replaces this process by a program. Signals are as a shell would leave them. Does not return.</summary>
    /// <param name="argv">The program, looked up in PATH unless it holds a '/', and its arguments.</param>
    /// <param name="env">The whole environment; null for this process's own.</param>
    /// <exception cref="ArgumentException">The argument list is empty.</exception>
    /// <exception cref="NativeException">ENOENT: there is no such program. EACCES: it may not be run.</exception>
    [DoesNotReturn]
    public static void Replace(IReadOnlyList<string> argv, IReadOnlyDictionary<string, string>? env = null)
    {
        if (argv is not [var program, ..]) throw new ArgumentException("No program to run: the argument list is empty.", nameof(argv));
        using var arguments = new NativeStrings(argv);
        using var environment = NativeStrings.Environment(env);

        // .NET ignores SIGPIPE, who started this process may ignore the others, and an ignored signal stays ignored across exec.
        var pipe = Libc.signal(Libc.SIGPIPE, Libc.SIG_DFL);
        var interrupt = Libc.signal(Libc.SIGINT, Libc.SIG_DFL);
        var quit = Libc.signal(Libc.SIGQUIT, Libc.SIG_DFL);
        Syscall.Check(Libc.sigprocmask(Libc.SIG_SETMASK, default, out var mask), "clear signal mask");
        unsafe
        {
            _ = Libc.execvpe(arguments.First, arguments.Pointer, environment.Pointer);
        }

        var errno = Syscall.LastErrno;
        _ = Libc.signal(Libc.SIGPIPE, pipe);
        _ = Libc.signal(Libc.SIGINT, interrupt);
        _ = Libc.signal(Libc.SIGQUIT, quit);
        _ = Libc.sigprocmask(Libc.SIG_SETMASK, in mask, out _);
        throw new NativeException(errno, $"run {program}");
    }

    /// <summary>
    /// Runs a program where another process is: in its network, mount, UTS, IPC and PID namespaces, as for a host with a
    /// <see cref="ProcessIsolation"/>. It has this process's terminal, standard streams and process group, so what is typed reaches it.
    /// </summary>
    /// <param name="pid">The other process.</param>
    /// <param name="argv">The program, looked up in PATH unless it holds a '/', and its arguments.</param>
    /// <param name="env">The whole environment; null for this process's own.</param>
    /// <param name="takesForeground">
    /// For a shell: gives it the foreground of the terminal, in a process group of its own, when this process has it. The group that it would
    /// share with this process has no number in another PID namespace, and a shell cannot hand back what it cannot name.
    /// </param>
    /// <param name="cancellationToken">Sends SIGTERM to the program; how it ends is still waited for.</param>
    /// <returns>Its exit code, or 128 and the number of the signal that ended it.</returns>
    /// <exception cref="ArgumentException">The argument list is empty.</exception>
    /// <exception cref="NativeException">
    /// ESRCH: there is no such process. EPERM: its namespaces may not be entered. When <see cref="NativeException.Operation"/> starts with
    /// <c>run </c>, it was the program itself: ENOENT or EACCES.
    /// </exception>
    public static async Task<int> RunWhereAsync(int pid, IReadOnlyList<string> argv, IReadOnlyDictionary<string, string>? env = null, bool takesForeground = false, CancellationToken cancellationToken = default)
    {
        if (argv is not [_, ..]) throw new ArgumentException("No program to run: the argument list is empty.", nameof(argv));
        var child = Processes.NamespaceJoin.Start(pid, argv, env, takesForeground && TerminalForeground.IsOurs);
        var exited = Processes.ChildWatcher.Shared.Watch(child);
        using var registration = cancellationToken.Register(() => ProcessTable.Kill(child, Libc.SIGTERM));
        return await exited.ConfigureAwait(false);
    }

    /// <summary>
    /// The threads of this process that are in another network namespace than its main thread. Empty, but for the moments in which a
    /// dedicated thread works inside one; a thread that is listed twice is lost there, and with it whatever is scheduled on it.
    /// </summary>
    /// <returns>Thread ids.</returns>
    public static IReadOnlyList<int> ThreadsOutsideNamespace()
    {
        var main = NamespaceFile.TryReadLink("/proc/self/ns/net");
        var outside = new List<int>();
        foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // Null: the thread has ended meanwhile.
            if (NamespaceFile.TryReadLink($"{task}/ns/net") is { } inode && inode != main) outside.Add(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture));
        }

        return outside;
    }

    private static void Enter(string name, Action<NativeException>? onBindFailure)
    {
        using (var target = NetworkNamespace.Open(name))
        {
            Syscall.Check(Libc.setns((FileDescriptor)target.Handle, Libc.CLONE_NEWNET), $"enter network namespace {name}");
        }

        Syscall.Check(Libc.unshare(Libc.CLONE_NEWNS), "leave the mount namespace");

        // As a slave, mounts of the host still show up here, and none from here on the host.
        Mounts.MakeSlave("/");
        Mounts.TryMountSysfs("/sys");
        BindConfiguration(name, onBindFailure);
    }

    private static void BindConfiguration(string name, Action<NativeException>? onBindFailure)
    {
        var directory = $"/etc/netns/{name}";
        if (!Directory.Exists(directory)) return;
        foreach (var source in Directory.EnumerateFileSystemEntries(directory))
        {
            var target = $"/etc/{Path.GetFileName(source)}";
            if (Libc.mount(source, target, "none", Libc.MS_BIND, null) < 0) onBindFailure?.Invoke(new NativeException(Syscall.LastErrno, $"bind {source} over {target}"));
        }
    }
}
