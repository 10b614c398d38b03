using System.Runtime.CompilerServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>
/// Enters a network namespace on a thread of its own, which goes back and ends. <c>setns</c> changes one thread, and threads are born in the
/// namespace of the thread that starts them: a pool thread started from inside would stay there for ever. So the body may make system
/// calls and nothing else, and everything up to them is compiled before the thread enters.
/// </summary>
internal static unsafe class NamespaceThread
{
    // Enough for system calls; libnftables asks for more, its messages lie on the stack.
    private const int DefaultStackSize = 512 * 1024;

    /// <summary>Runs <paramref name="body"/> in the namespace of <paramref name="target"/>. The body must not throw.</summary>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    public static void Enter(System.Runtime.InteropServices.SafeHandle target, Action body, int stackSize = DefaultStackSize)
    {
        using var lease = new HandleLease(target);
        var fd = lease.Fd;
        var errno = 0;
        RuntimeHelpers.PrepareDelegate(body);
        var thread = new Thread(() => errno = EnterAndReturn(fd, body), stackSize) { IsBackground = true, Name = "netns" };
        thread.UnsafeStart();
        thread.Join();
        if (errno != 0) throw new NativeException(errno, "enter network namespace");
    }

    /// <summary>As <see cref="Enter"/>, for one system call, on a thread that is kept for these.</summary>
    public static SyscallResult Call(System.Runtime.InteropServices.SafeHandle target, Func<SyscallResult> body)
    {
        using var lease = new HandleLease(target);
        return NamespaceWorker.Shared.Call(lease.Fd, body);
    }

    /// <summary>Runs system calls on the kept thread that leave its namespace (by unshare); it is brought back afterwards.</summary>
    public static SyscallResult Leave(Func<SyscallResult> body) => NamespaceWorker.Shared.Call(NamespaceWorker.Home, body);

    // Optimised at once: a method that is compiled in tiers may make the runtime start its compiler thread from here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EnterAndReturn(int target, Action body)
    {
        int home;
        fixed (byte* path = "/proc/thread-self/ns/net\0"u8)
        {
            home = RawLibc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        }

        if (home < 0) return RawLibc.Errno;
        var errno = RawLibc.setns(target, Libc.CLONE_NEWNET) < 0 ? RawLibc.Errno : 0;
        if (errno == 0)
        {
            body();

            // The runtime's own code at the end of a thread should run at home; should this fail, the thread ends all the same.
            _ = RawLibc.setns(home, Libc.CLONE_NEWNET);
        }

        _ = RawLibc.close(home);
        return errno;
    }
}
