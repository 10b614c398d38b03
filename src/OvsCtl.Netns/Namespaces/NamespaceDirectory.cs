using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>/run/netns itself: a shared mount, so that names made or deleted in one mount namespace show in the others.</summary>
internal static class NamespaceDirectory
{
    private const int Mode = 0x1ED; // 0755

    public static void Prepare(string path)
    {
        var operation = $"make {path} a shared mount";
        if (Libc.mkdir(path, Mode) < 0 && Syscall.LastErrno != Errno.EEXIST) throw new NativeException(Syscall.LastErrno, $"make directory {path}");

        // The same lock as ip netns takes: two first creations at once would otherwise bind the directory onto itself twice.
        using var directory = Syscall.Open(path, Libc.O_RDONLY, operation);
        int locked;
        do
        {
            locked = Libc.flock(directory, Libc.LOCK_EX);
        }
        while (Syscall.IsInterrupted(locked));
        Syscall.Check(locked, operation);

        if (Libc.mount("", path, "none", Libc.MS_SHARED | Libc.MS_REC, null) == 0) return;

        // EINVAL: it is not a mount yet.
        if (Syscall.LastErrno != Errno.EINVAL) throw new NativeException(Syscall.LastErrno, operation);
        Syscall.Check(Libc.mount(path, path, "none", Libc.MS_BIND | Libc.MS_REC, null), operation);
        Syscall.Check(Libc.mount("", path, "none", Libc.MS_SHARED | Libc.MS_REC, null), operation);
    }
}
