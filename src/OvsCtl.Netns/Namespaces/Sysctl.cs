using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>/proc/sys/net of a namespace. The lookup follows the thread that opens the file; the open file may then be used from any thread.</summary>
internal static class Sysctl
{
    public static string Read(SafeHandle target, string name)
    {
        var operation = $"read sysctl {name}";
        using var file = Open(target, name, Libc.O_RDONLY, operation);
        var text = new StringBuilder();
        Span<byte> buffer = stackalloc byte[4096];
        while (true)
        {
            var count = Libc.read(file, buffer, buffer.Length);
            if (Syscall.IsInterrupted(count)) continue;
            if (Syscall.Check(count, operation) == 0) return text.ToString().TrimEnd('\n');
            text.Append(Encoding.UTF8.GetString(buffer[..(int)count]));
        }
    }

    public static void Write(SafeHandle target, string name, string value)
    {
        var operation = $"write sysctl {name} = {value}";
        using var file = Open(target, name, Libc.O_WRONLY, operation);
        var bytes = Encoding.UTF8.GetBytes(value);
        nint written;
        do
        {
            // The kernel takes the value of one write as the whole value.
            written = Libc.write(file, bytes, bytes.Length);
        }
        while (Syscall.IsInterrupted(written));
        Syscall.Check(written, operation);
    }

    public static List<KeyValuePair<string, string>> Write(SafeHandle target, IEnumerable<KeyValuePair<string, string>> values)
    {
        var old = new List<KeyValuePair<string, string>>();
        try
        {
            foreach (var (name, value) in values)
            {
                var before = Read(target, name);
                if (before == value) continue;
                Write(target, name, value);
                old.Insert(0, new(name, before));
            }

            return old;
        }
        catch (Exception e) when (e is NativeException or ArgumentException)
        {
            foreach (var (name, value) in old) Write(target, name, value);
            throw;
        }
    }

    /// <summary>As sysctl(8) does: the first separator says whether dots or slashes separate, and the other one is then part of a name.</summary>
    internal static string ToPath(string name)
    {
        var separator = name.AsSpan().IndexOfAny('.', '/');
        var path = separator > 0 && name[separator] == '.'
            ? string.Create(name.Length, name, static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++) target[i] = source[i] switch { '.' => '/', '/' => '.', var c => c };
            })
            : name;
        if (!path.StartsWith("net/", StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw new ArgumentException($"'{name}' is no network sysctl: a name such as net.ipv4.ip_forward or net/ipv4/conf/eth0.1/forwarding is allowed.", nameof(name));
        }

        return $"/proc/sys/{path}";
    }

    private static unsafe FileDescriptor Open(SafeHandle target, string name, int flags, string operation)
    {
        using var path = new NativeStrings([ToPath(name)]);
        var pointer = (nint)path.First;
        return new FileDescriptor(NamespaceThread.Call(
            target,
            [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
            {
                int fd;
                do
                {
                    fd = RawLibc.open((byte*)pointer, flags | Libc.O_CLOEXEC, 0);
                }
                while (fd < 0 && RawLibc.Errno == Errno.EINTR);
                return fd >= 0 ? new SyscallResult(fd, 0) : new SyscallResult(-1, RawLibc.Errno);
            }).OrThrow(operation));
    }
}
