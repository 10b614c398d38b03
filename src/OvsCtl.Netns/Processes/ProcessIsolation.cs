namespace OvsCtl.Netns;

/// <summary>
/// What a program started by <see cref="NetworkNamespace.Spawn"/> is to have for itself, beside the network. With everything at its default it sees
/// itself as process 1 of a machine of its own, with a /proc that shows nothing else.
/// </summary>
public sealed record ProcessIsolation
{
    /// <summary>
    /// A PID namespace, and a /proc that shows it. The program is its process 1: signals it has no handler for do nothing to it but SIGKILL, and when it ends
    /// all other processes in there end too. Needs <see cref="Mounts"/>, and <c>sh</c> and <c>mount</c>: only a process inside can mount its /proc.
    /// </summary>
    public bool Processes { get; init; } = true;

    /// <summary>A mount namespace: what the host mounts shows up in it, not the other way round. /sys shows the network namespace's interfaces.</summary>
    public bool Mounts { get; init; } = true;

    /// <summary>System V IPC and POSIX message queues.</summary>
    public bool Ipc { get; init; } = true;

    /// <summary>The host name in a UTS namespace, 1 to 64 bytes; null for that of the machine.</summary>
    public string? HostName { get; init; }
}
