using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>The mounts that a sandbox needs. Every method changes the mount namespace of the calling thread.</summary>
public static class Mounts
{
    /// <summary>
    /// Furnishes a sandbox that was just unshared (network, mount and PID namespace): mounts no longer spread to the host, /run is empty and
    /// our own, /sys shows our interfaces where the kernel permits that, and the loopback interface is up.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is the host's own PID namespace, hence no sandbox.</exception>
    /// <exception cref="NativeException">A mount is refused.</exception>
    /// <exception cref="NetlinkException">The loopback interface is refused.</exception>
    public static void PrepareSandbox()
    {
        ThrowOnHost();
        MakePrivate("/");
        MountTmpfs("/run");
        TryMountSysfs("/sys");
        using var route = RouteSocket.Open();
        route.NewBatch().SetLink("lo", up: true).Commit();
    }

    /// <summary>An empty file system in memory, mode 0755, over <paramref name="path"/>.</summary>
    /// <exception cref="NativeException">The mount is refused.</exception>
    public static void MountTmpfs(string path) =>
        Syscall.Check(Libc.mount("tmpfs", path, "tmpfs", Libc.MS_NOSUID | Libc.MS_NODEV, "mode=755"), $"mount tmpfs on {path}");

    /// <summary>A /proc of the calling process's PID namespace over <paramref name="path"/>.</summary>
    /// <exception cref="NativeException">The mount is refused.</exception>
    public static void MountProc(string path = "/proc") =>
        Syscall.Check(Libc.mount("proc", path, "proc", Libc.MS_NOSUID | Libc.MS_NODEV | Libc.MS_NOEXEC, null), $"mount proc on {path}");

    /// <summary>A /sys of the calling thread's network namespace over <paramref name="path"/>.</summary>
    /// <returns>
    /// False when the kernel does not permit it (a container that hides parts of its own /sys), or there is no such directory. What was
    /// there stays: programs see the interfaces of another namespace in it.
    /// </returns>
    /// <exception cref="NativeException">Anything else went wrong.</exception>
    public static bool TryMountSysfs(string path)
    {
        if (Libc.mount("sysfs", path, "sysfs", Libc.MS_NOSUID | Libc.MS_NODEV | Libc.MS_NOEXEC, null) == 0) return true;
        return Syscall.LastErrno is Errno.EPERM or Errno.EACCES or Errno.ENOENT ? false : throw new NativeException(Syscall.LastErrno, $"mount sysfs on {path}");
    }

    /// <summary>Stops mounts below <paramref name="path"/> from spreading in either direction.</summary>
    /// <exception cref="NativeException">Refused.</exception>
    public static void MakePrivate(string path) =>
        Syscall.Check(Libc.mount("none", path, null, Libc.MS_REC | Libc.MS_PRIVATE, null), $"make {path} private");

    /// <summary>Stops mounts below <paramref name="path"/> from spreading outwards.</summary>
    /// <exception cref="NativeException">Refused.</exception>
    public static void MakeSlave(string path) =>
        Syscall.Check(Libc.mount("none", path, null, Libc.MS_REC | Libc.MS_SLAVE, null), $"make {path} a slave mount");

    // PROC_PID_INIT_INO, linux/proc_ns.h: the number of the first PID namespace is fixed.
    internal static bool IsHost(string? pidNamespaceLink) => pidNamespaceLink == "pid:[4026531836]";

    // Mounting over the host's /run would cut every service on it off.
    private static void ThrowOnHost()
    {
        if (IsHost(new FileInfo("/proc/self/ns/pid").LinkTarget)) throw new InvalidOperationException("Not in a sandbox: this is the host's own PID namespace.");
    }
}
