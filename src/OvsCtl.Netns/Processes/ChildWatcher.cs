using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Processes;

/// <summary>
/// One thread for all children of this process that .NET did not start: it waits on their pidfds and collects their exit status.
/// Nobody else waits for these pids, so none is collected twice.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process.")]
internal sealed class ChildWatcher
{
    private static readonly Lazy<ChildWatcher> s_shared = new(() => new ChildWatcher());

    private readonly Lock _gate = new();
    private readonly List<Child> _added = [];
    private readonly FileDescriptor _wake = new((int)Syscall.Check(Libc.eventfd(0, Libc.EFD_CLOEXEC), "make eventfd"));

    private ChildWatcher() => new Thread(Loop, 256 * 1024) { IsBackground = true, Name = "netns-children" }.UnsafeStart();

    /// <summary>Started by the first child; waiting is a matter of the whole process.</summary>
    public static ChildWatcher Shared => s_shared.Value;

    /// <summary>
    /// The exit code of a child just started, or 128 and the signal that ended it. <see cref="SpawnedProcess.UnknownExitCode"/> when the
    /// status went elsewhere: as the first process of a PID namespace .NET collects every child itself.
    /// </summary>
    public Task<int> Watch(int pid)
    {
        FileDescriptor pidfd;
        try
        {
            pidfd = Syscall.OpenProcess(pid, $"watch process {pid}");
        }
        catch (NativeException e) when (e.Errno == Errno.ESRCH)
        {
            return Task.FromResult(SpawnedProcess.UnknownExitCode);
        }

        var child = new Child(pidfd, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate) _added.Add(child);
        Span<byte> one = stackalloc byte[8];
        MemoryMarshal.Write(one, 1UL);
        Syscall.Check(Libc.write(_wake, one, one.Length), "wake child watcher");
        return child.Exited.Task;
    }

    private void Loop()
    {
        var children = new List<Child>();
        while (true)
        {
            lock (_gate)
            {
                children.AddRange(_added);
                _added.Clear();
            }

            Wait(children);
            children.RemoveAll(static child => child.IsDone);
        }
    }

    private void Wait(List<Child> children)
    {
        var fds = new PollFd[children.Count + 1];
        fds[0] = new PollFd { fd = (int)_wake.DangerousGetHandle(), events = Libc.POLLIN };
        for (var i = 0; i < children.Count; i++) fds[i + 1] = new PollFd { fd = children[i].Fd, events = Libc.POLLIN };
        var ready = Libc.poll(fds, (nuint)fds.Length, -1);
        if (Syscall.IsInterrupted(ready)) return;
        Syscall.Check(ready, "wait for children");
        if (fds[0].revents != 0) Syscall.Check(Libc.read(_wake, stackalloc byte[8], 8), "read eventfd");
        for (var i = 0; i < children.Count; i++)
        {
            if (fds[i + 1].revents != 0) children[i].Collect();
        }
    }

    private sealed record Child(FileDescriptor Pidfd, TaskCompletionSource<int> Exited)
    {
        public int Fd => (int)Pidfd.DangerousGetHandle();

        public bool IsDone => Pidfd.IsClosed;

        public void Collect()
        {
            var result = Libc.waitid(Libc.P_PIDFD, Fd, out var info, Libc.WEXITED);
            if (Syscall.IsInterrupted(result)) return; // still readable: collected on the next round
            if (result < 0 && Syscall.LastErrno == Errno.ECHILD) Exited.SetResult(SpawnedProcess.UnknownExitCode);
            else if (result < 0) Exited.SetException(new NativeException(Syscall.LastErrno, "collect exit status"));
            else Exited.SetResult(info.si_code == Libc.CLD_EXITED ? info.si_status : 128 + info.si_status);
            Pidfd.Dispose();
        }
    }
}
