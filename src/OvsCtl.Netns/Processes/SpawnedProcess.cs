using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>A program started by <see cref="NetworkNamespace.Spawn"/>, the leader of a session of its own. It outlives this object.</summary>
public sealed class SpawnedProcess
{
    /// <summary>What <see cref="Exited"/> gives when the process ended and something else in this program collected its status first.</summary>
    public const int UnknownExitCode = -1;

    internal SpawnedProcess(int pid, Task<int> exited)
    {
        Pid = pid;
        Exited = exited;
    }

    /// <summary>The process id, which is the id of its session and process group too.</summary>
    public int Pid { get; }

    /// <summary>Completes when the process has ended, with its exit code, or 128 and the number of the signal that ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>
    /// Sends a signal, SIGTERM by default, to the process and all others of its group, also after the leader itself has ended. Does
    /// nothing when none is left.
    /// </summary>
    /// <exception cref="NativeException">EINVAL: there is no such signal. EPERM: none of the processes may be signalled.</exception>
    public void Kill(int signal = Libc.SIGTERM)
    {
        // The number stays taken as long as the group has a member, so this cannot hit another group by then.
        if (Libc.kill(-Pid, signal) < 0 && Syscall.LastErrno != Errno.ESRCH) throw new NativeException(Syscall.LastErrno, $"send signal {signal} to process group {Pid}");
    }
}
