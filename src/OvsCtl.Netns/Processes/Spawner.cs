using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns.Processes;

/// <summary>Starts programs inside a namespace.</summary>
internal static unsafe class Spawner
{
    private const int OutputMode = 0x1A4; // 0644

    public static SpawnedProcess Spawn(SafeHandle target, SpawnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Arguments is not [var program, ..]) throw new ArgumentException("No program to start: the argument list is empty.", nameof(options));

        // Opened here and not by the child, so that an error names the file and not the program.
        using var nothing = Syscall.Open("/dev/null", Libc.O_RDWR, "open /dev/null");
        using var output = options.OutputPath is { } path ? Syscall.Open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_APPEND, $"open output file {path}", OutputMode) : null;
        using var directory = options.WorkingDirectory is { } working ? Syscall.Open(working, Libc.O_RDONLY, $"open working directory {working}") : null;
        if (options.Isolation is not null) IsolatedThread.Validate(options.Isolation);
        var viaShell = options.Isolation is { Processes: true };
        if (viaShell) ProgramPath.ThrowIfMissing(program, options.Environment);
        using var argv = new NativeStrings(viaShell ? IsolatedThread.WithProc(options.Arguments) : options.Arguments);
        using var envp = NativeStrings.Environment(options.Environment);
        using var input = new HandleLease(nothing);
        using var outputLease = new HandleLease(output ?? nothing);
        using var directoryLease = new HandleLease(directory ?? nothing);

        PosixSpawn.FileActions actions;
        PosixSpawn.Attributes attributes;
        CheckSpawn(PosixSpawn.InitFileActions(&actions));
        try
        {
            CheckSpawn(PosixSpawn.InitAttributes(&attributes));
            try
            {
                Describe(&actions, input.Fd, outputLease.Fd);
                Describe(&attributes);
                if (directory is not null) CheckSpawn(PosixSpawn.AddChangeDirectory(&actions, directoryLease.Fd));

                // Ours are close-on-exec; those of other libraries in this process may not be.
                CheckSpawn(PosixSpawn.AddCloseFrom(&actions, 3));
                return Start(target, options.Isolation, program, argv, envp, &actions, &attributes);
            }
            finally
            {
                _ = PosixSpawn.DestroyAttributes(&attributes);
            }
        }
        finally
        {
            _ = PosixSpawn.DestroyFileActions(&actions);
        }
    }

    private static SpawnedProcess Start(SafeHandle target, ProcessIsolation? isolation, string program, NativeStrings argv, NativeStrings envp, PosixSpawn.FileActions* actions, PosixSpawn.Attributes* attributes)
    {
        var (argvPointer, envpPointer, actionsPointer, attributesPointer) = ((nint)argv.Pointer, (nint)envp.Pointer, (nint)actions, (nint)attributes);
        Func<SyscallResult> start = [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            int child;
            var arguments = (byte**)argvPointer;
            var errno = RawLibc.posix_spawnp(&child, arguments[0], (void*)actionsPointer, (void*)attributesPointer, arguments, (byte**)envpPointer);
            return new SyscallResult(child, errno);
        };
        var pid = isolation is null ? NamespaceThread.Call(target, start).OrThrow($"start {program}") : IsolatedThread.Run(target, isolation, start, program);
        return new SpawnedProcess(pid, ChildWatcher.Shared.Watch(pid));
    }

    private static void Describe(PosixSpawn.FileActions* actions, int input, int output)
    {
        CheckSpawn(PosixSpawn.AddDup2(actions, input, 0));
        CheckSpawn(PosixSpawn.AddDup2(actions, output, 1));
        CheckSpawn(PosixSpawn.AddDup2(actions, output, 2));
    }

    // .NET ignores SIGPIPE, and children inherit that: a writer whose reader is gone would never notice.
    private static void Describe(PosixSpawn.Attributes* attributes)
    {
        var all = SigSet.Full;
        var none = default(SigSet);
        CheckSpawn(PosixSpawn.SetDefaultSignals(attributes, &all));
        CheckSpawn(PosixSpawn.SetSignalMask(attributes, &none));
        CheckSpawn(PosixSpawn.SetFlags(attributes, PosixSpawn.POSIX_SPAWN_SETSID | PosixSpawn.POSIX_SPAWN_SETSIGDEF | PosixSpawn.POSIX_SPAWN_SETSIGMASK));
    }

    private static void CheckSpawn(int errno)
    {
        if (errno != 0) throw new NativeException(errno, "prepare process");
    }
}
