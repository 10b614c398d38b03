using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>Processes and signals.</summary>
internal static partial class Libc
{
    // asm-generic/signal.h
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGKILL = 9;
    public const int SIGPIPE = 13;
    public const int SIGTERM = 15;
    public const int SIGTTOU = 22;
    public const int SIG_BLOCK = 0;
    public const int SIG_SETMASK = 2;
    public const nint SIG_DFL = 0;

    // linux/wait.h
    public const int P_PIDFD = 3;
    public const int WEXITED = 4;

    // asm-generic/siginfo.h: how the child ended
    public const int CLD_EXITED = 1;

    // asm-generic/unistd.h: the same numbers on every machine
    public const nint SYS_pidfd_send_signal = 424;
    public const nint SYS_pidfd_open = 434;

    // poll.h, sys/eventfd.h
    public const short POLLIN = 1;
    public const short POLLOUT = 4;
    public const int EFD_CLOEXEC = 0x80000;

    [LibraryImport(Library)]
    public static partial uint geteuid();

    [LibraryImport(Library, SetLastError = true)]
    public static partial int kill(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint pidfd_open(nint number, nint pid, nint flags);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint pidfd_send_signal(nint number, nint fd, nint signal, nint info, nint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int waitid(int type, int id, out SigInfo info, int options);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint signal(int signal, nint handler);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sigprocmask(int how, in SigSet set, out SigSet old);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getpgrp();

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setpgid(int pid, int group);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int tcgetpgrp(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int tcsetpgrp(int fd, int group);

    [LibraryImport(Library, SetLastError = true)]
    public static unsafe partial int execvpe(byte* file, byte** argv, byte** envp);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(Span<PollFd> fds, nuint count, int timeoutMilliseconds);
}
