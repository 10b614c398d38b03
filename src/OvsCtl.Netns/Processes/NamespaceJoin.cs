using System.Runtime.CompilerServices;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns.Processes;

/// <summary>Starts a program where another process is: in its network, mount, UTS, IPC and PID namespaces, with this process's own terminal.</summary>
internal static unsafe class NamespaceJoin
{
    private const int AllNamespaces = Libc.CLONE_NEWNET | Libc.CLONE_NEWNS | Libc.CLONE_NEWUTS | Libc.CLONE_NEWIPC | Libc.CLONE_NEWPID;

    /// <summary>The started process's id.</summary>
    public static int Start(int pid, IReadOnlyList<string> argv, IReadOnlyDictionary<string, string>? env, bool leadsForeground)
    {
        using var process = Syscall.OpenProcess(pid, $"look for process {pid}");
        using var arguments = new NativeStrings(argv);
        using var environment = NativeStrings.Environment(env);
        using var folder = new NativeStrings([Environment.CurrentDirectory]);
        using var lease = new HandleLease(process);
        using var here = NetworkNamespace.OpenCurrent();
        var (fd, argvPointer, envpPointer, folderPointer) = (lease.Fd, (nint)arguments.Pointer, (nint)environment.Pointer, (nint)folder.First);
        PosixSpawn.Attributes attributes;
        PosixSpawn.FileActions actions;
        Check(PosixSpawn.InitFileActions(&actions));
        Check(PosixSpawn.InitAttributes(&attributes));
        try
        {
            if (leadsForeground) Check(PosixSpawn.AddTakeForeground(&actions, 0));
            var all = SigSet.Full;
            var none = default(SigSet);
            Check(PosixSpawn.SetDefaultSignals(&attributes, &all));
            Check(PosixSpawn.SetSignalMask(&attributes, &none));
            Check(PosixSpawn.SetFlags(&attributes, (short)(PosixSpawn.POSIX_SPAWN_SETSIGDEF | PosixSpawn.POSIX_SPAWN_SETSIGMASK | (leadsForeground ? PosixSpawn.POSIX_SPAWN_SETPGROUP : 0))));
            var (attributesPointer, actionsPointer) = ((nint)(&attributes), (nint)(&actions));
            var hasEntered = false;
            var result = default(SyscallResult);

            // A thread of its own: it cannot come back from the other namespaces, and it ends.
            NamespaceThread.Enter(here.Handle, [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
            {
                // The mount namespace can be left only with a root and working directory that no other thread shares.
                hasEntered = RawLibc.unshare(Libc.CLONE_FS) == 0 && RawLibc.setns(fd, AllNamespaces) == 0;
                if (!hasEntered)
                {
                    result = new SyscallResult(-1, RawLibc.Errno);
                    return;
                }

                // Where it exists there too; else the program starts in the root directory.
                _ = RawLibc.chdir((byte*)folderPointer);
                int child;
                var first = (byte**)argvPointer;
                var errno = RawLibc.posix_spawnp(&child, first[0], (void*)actionsPointer, (void*)attributesPointer, first, (byte**)envpPointer);
                result = new SyscallResult(child, errno);
            });
            return result.OrThrow(hasEntered ? $"run {argv[0]}" : $"enter the namespaces of process {pid}");
        }
        finally
        {
            _ = PosixSpawn.DestroyAttributes(&attributes);
            _ = PosixSpawn.DestroyFileActions(&actions);
        }
    }

    private static void Check(int errno)
    {
        if (errno != 0) throw new NativeException(errno, "prepare process");
    }
}
