using System.Runtime.CompilerServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>Makes namespaces and binds them to their names.</summary>
internal static unsafe class NamespaceCreation
{
    public static void Run(string directory, IReadOnlyList<string> names)
    {
        using var paths = new NativeStrings([.. names.Select(name => $"{directory}/{name}")]);
        var pointer = (nint)paths.Pointer;
        var count = names.Count;
        var created = 0;
        var errno = 0;
        NamespaceThread.Leave([MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            while (created < count && (errno = CreateOne(((byte**)pointer)[created])) == 0) created++;
        });
        if (errno != 0) throw new NativeException(errno, $"create network namespace {names[created]}");
    }

    // The name is taken first and the namespace bound last: whoever sees the name meanwhile finds a stale file, never somebody else's namespace.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CreateOne(byte* path)
    {
        var fd = RawLibc.open(path, Libc.O_RDONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_CLOEXEC, 0);
        if (fd < 0) return RawLibc.Errno;
        _ = RawLibc.close(fd);
        fixed (byte* self = "/proc/thread-self/ns/net\0"u8)
        fixed (byte* none = "none\0"u8)
        {
            if (RawLibc.unshare(Libc.CLONE_NEWNET) == 0 && RawLibc.mount(self, path, none, (nuint)Libc.MS_BIND, null) == 0) return 0;
        }

        var errno = RawLibc.Errno;
        _ = RawLibc.unlink(path);
        return errno;
    }
}
