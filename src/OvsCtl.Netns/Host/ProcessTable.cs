using System.Globalization;
using System.Text;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>The processes of this PID namespace, from /proc. Those that end while one looks, or that one may not look into, are left out.</summary>
public static class ProcessTable
{
    /// <summary>The processes whose main thread is in the network namespace with that number, as <c>ip netns pids</c>.</summary>
    public static IReadOnlyList<int> InNamespace(ulong netnsInode) => [.. Pids().Where(pid => NamespaceFile.TryReadLink(Path(pid, "ns/net")) == netnsInode)];

    /// <summary>The processes that were started with an environment variable of that value.</summary>
    public static IReadOnlyList<int> WithEnvironment(string key, string value)
    {
        var wanted = Encoding.UTF8.GetBytes($"{key}={value}\0");
        return [.. Pids().Where(pid => TryRead(pid, "environ") is { } environment && Contains(environment, wanted))];
    }

    /// <summary>Sends a signal to one process. Does nothing when it is gone.</summary>
    /// <exception cref="NativeException">EINVAL: there is no such signal. EPERM: the process is someone else's.</exception>
    public static void Kill(int pid, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pid); // kill(2) takes 0 and below for whole groups
        var operation = $"send signal {signal} to process {pid}";
        try
        {
            using var process = Syscall.OpenProcess(pid, operation);
            Syscall.Check(Libc.pidfd_send_signal(Libc.SYS_pidfd_send_signal, process.DangerousGetHandle(), signal, 0, 0), operation);
        }
        catch (NativeException e) when (e.Errno == Errno.ESRCH)
        {
            // Gone is what was asked for.
        }
    }

    /// <summary>True when the process exists and has not ended; one that ended and is not collected yet (a zombie) has.</summary>
    public static bool IsAlive(int pid) => Stat(pid) is [var state, ..] && state is not ("Z" or "X" or "x");

    /// <summary>All process ids at this moment.</summary>
    internal static IEnumerable<int> Pids() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(System.IO.Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0);

    private static bool Contains(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> wanted)
    {
        while (environment.IndexOf((byte)0) is var end and >= 0)
        {
            if (environment[..(end + 1)].SequenceEqual(wanted)) return true;
            environment = environment[(end + 1)..];
        }

        return false;
    }

    // proc_pid_stat(5): pid (name) state ppid ...; the name may hold anything, also ')' and spaces
    private static string[]? Stat(int pid) => TryRead(pid, "stat") is { } bytes && Encoding.UTF8.GetString(bytes) is var text && text.LastIndexOf(") ", StringComparison.Ordinal) is var end and > 0
        ? text[(end + 2)..].Split(' ')
        : null;

    private static string Path(int pid, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{file}");

    private static byte[]? TryRead(int pid, string file)
    {
        try
        {
            return File.ReadAllBytes(Path(pid, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
