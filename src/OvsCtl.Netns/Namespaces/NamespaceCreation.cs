using System.Runtime.CompilerServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>Makes namespaces, and binds namespaces to names.</summary>
internal static unsafe class NamespaceCreation
{
    /// <summary>Makes a namespace for each name, in order, up to the first that fails.</summary>
    public static void Create(string directory, IReadOnlyList<string> names)
    {
        using var paths = new NativeStrings([.. names.Select(name => $"{directory}/{name}")]);
        var pointer = (nint)paths.Pointer;
        var count = names.Count;
        var (created, errno) = NamespaceThread.Leave([MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            var done = 0;
            var failure = 0;
            while (done < count && (failure = CreateOne(((byte**)pointer)[done])) == 0) done++;
            return new SyscallResult(done, failure);
        });
        if (errno != 0) throw new NativeException(errno, $"create network namespace {names[created]}");
    }

    /// <summary>Makes a namespace without a name; its descriptor.</summary>
    public static FileDescriptor CreateNameless() => new(NamespaceThread.Leave([MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
    {
        if (RawLibc.unshare(Libc.CLONE_NEWNET) < 0) return new SyscallResult(-1, RawLibc.Errno);
        fixed (byte* self = "/proc/thread-self/ns/net\0"u8)
        {
            var fd = RawLibc.open(self, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
            return fd >= 0 ? new SyscallResult(fd, 0) : new SyscallResult(-1, RawLibc.Errno);
        }
    }).OrThrow("create network namespace"));

    /// <summary>Binds an open namespace to a name that is not taken.</summary>
    public static void Bind(string directory, string name, FileDescriptor target)
    {
        var path = $"{directory}/{name}";
        var operation = $"name network namespace {name}";
        Syscall.Open(path, Libc.O_RDONLY | Libc.O_CREAT | Libc.O_EXCL, operation).Dispose();
        using var lease = new HandleLease(target);
        if (Libc.mount($"/proc/self/fd/{lease.Fd}", path, "none", Libc.MS_BIND, null) == 0) return;
        var errno = Syscall.LastErrno;
        _ = Libc.unlink(path);
        throw new NativeException(errno, operation);
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
