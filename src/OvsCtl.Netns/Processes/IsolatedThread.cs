using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns.Processes;

/// <summary>Starts a program from a thread that has left more than its network namespace. There is no way back for such a thread: it ends.</summary>
internal static unsafe class IsolatedThread
{
    // HOST_NAME_MAX, linux/utsname.h __NEW_UTS_LEN
    private const int MaximumHostNameSize = 64;

    private enum Step
    {
        Start,
        Unshare,
        Mounts,
        HostName,
    }

    /// <summary>A program that mounts /proc before it becomes the one that was asked for.</summary>
    public static IReadOnlyList<string> WithProc(IReadOnlyList<string> arguments) => ["/bin/sh", "-c", "mount -t proc -o nosuid,nodev,noexec proc /proc && exec \"$@\"", "sh", .. arguments];

    public static void Validate(ProcessIsolation isolation)
    {
        if (isolation.HostName is { } name && Encoding.UTF8.GetByteCount(name) is 0 or > MaximumHostNameSize) throw new ArgumentException($"'{name}' cannot be a host name: 1 to {MaximumHostNameSize} bytes are allowed.", nameof(isolation));
        if (isolation is { Processes: true, Mounts: false }) throw new ArgumentException("A PID namespace needs a mount namespace, for a /proc that shows it.", nameof(isolation));
    }

    /// <param name="target">The network namespace.</param>
    /// <param name="isolation">What else is left.</param>
    /// <param name="start">Starts the program and returns its id; system calls only.</param>
    /// <param name="program">For errors.</param>
    public static int Run(SafeHandle target, ProcessIsolation isolation, Func<SyscallResult> start, string program)
    {
        var flags = (isolation.Processes ? Libc.CLONE_NEWPID : 0) | (isolation.Mounts ? Libc.CLONE_NEWNS : 0) | (isolation.Ipc ? Libc.CLONE_NEWIPC : 0) | (isolation.HostName is null ? 0 : Libc.CLONE_NEWUTS);
        using var strings = new NativeStrings([isolation.HostName ?? ""]);
        var hostName = (nint)strings.First;
        var hostNameSize = Encoding.UTF8.GetByteCount(isolation.HostName ?? "");
        var mounts = isolation.Mounts;
        var failed = Step.Start;
        var result = default(SyscallResult);
        RuntimeHelpers.PrepareDelegate(start);
        NamespaceThread.Enter(target, [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            if (flags != 0 && RawLibc.unshare(flags) < 0) failed = Step.Unshare;
            else if (mounts && !FurnishMounts()) failed = Step.Mounts;
            else if (hostNameSize > 0 && RawLibc.sethostname((byte*)hostName, (nuint)hostNameSize) < 0) failed = Step.HostName;
            result = failed == Step.Start ? start() : new SyscallResult(-1, RawLibc.Errno);
        });
        return result.OrThrow(failed switch
        {
            Step.Unshare => $"start {program}: make namespaces for it",
            Step.Mounts => $"start {program}: make / a slave mount",
            Step.HostName => $"start {program}: set host name {isolation.HostName}",
            _ => $"start {program}",
        });
    }

    // A container may not permit the /sys; programs see the interfaces of another namespace in it then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool FurnishMounts()
    {
        fixed (byte* root = "/\0"u8, none = "none\0"u8, sys = "/sys\0"u8, sysfs = "sysfs\0"u8)
        {
            if (RawLibc.mount(none, root, null, (nuint)(Libc.MS_REC | Libc.MS_SLAVE), null) < 0) return false;
            _ = RawLibc.mount(sysfs, sys, sysfs, (nuint)(Libc.MS_NOSUID | Libc.MS_NODEV | Libc.MS_NOEXEC), null);
            return true;
        }
    }
}
