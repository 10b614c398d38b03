namespace OvsCtl.Topology.Specs;

/// <summary>What the process of a host has for itself beside the network.</summary>
[Flags]
public enum Isolation
{
    None = 0,

    /// <summary>Process ids: it is process 1, and its /proc shows nothing but it and what it starts.</summary>
    Pid = 1,

    /// <summary>The host name, which is the host's name in the lab.</summary>
    Uts = 2,

    /// <summary>System V IPC and POSIX message queues.</summary>
    Ipc = 4,

    /// <summary>Mounts.</summary>
    Mount = 8,
}
