using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>Turns the C library's way of failing into exceptions.</summary>
internal static class Syscall
{
    public static int LastErrno => Marshal.GetLastPInvokeError();

    /// <summary>Throws when <paramref name="result"/> is negative.</summary>
    public static nint Check(nint result, string operation) =>
        result >= 0 ? result : throw new NativeException(LastErrno, operation);

    /// <summary>True when the call just made was interrupted by a signal before it did anything, and must be repeated.</summary>
    public static bool IsInterrupted(nint result) => result < 0 && LastErrno == Errno.EINTR;

    /// <summary>Opens a file, close-on-exec.</summary>
    public static FileDescriptor Open(string path, int flags, string operation, int mode = 0)
    {
        while (true)
        {
            var fd = Libc.open(path, flags | Libc.O_CLOEXEC, mode);
            if (!IsInterrupted(fd)) return new FileDescriptor((int)Check(fd, operation));
        }
    }

    /// <summary>A process's pidfd, which never comes to mean another process.</summary>
    public static FileDescriptor OpenProcess(int pid, string operation) =>
        new((int)Check(Libc.pidfd_open(Libc.SYS_pidfd_open, pid, 0), operation));
}
