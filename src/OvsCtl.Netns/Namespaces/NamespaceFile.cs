using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>Questions to a file that may be bound to a namespace.</summary>
internal static class NamespaceFile
{
    /// <summary>False for a leftover plain file, as one sees after a reboot or a crash in the middle of a creation.</summary>
    public static bool IsNamespace(FileDescriptor file)
    {
        Syscall.Check(Libc.fstatfs(file, out var buffer), "fstatfs");
        return buffer.f_type == Libc.NSFS_MAGIC;
    }

    public static ulong Inode(FileDescriptor file, string description)
    {
        Syscall.Check(Libc.statx(file, "", Libc.AT_EMPTY_PATH, Libc.STATX_INO, out var buffer), $"stat {description}");
        return buffer.stx_ino;
    }

    /// <summary>
    /// The inode that a /proc link such as <c>net:[4026531840]</c> names; null when the process or thread is gone, or not ours to look at.
    /// </summary>
    public static ulong? TryReadLink(string path)
    {
        string? target;
        try
        {
            target = new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return target is not null && target.StartsWith("net:[", StringComparison.Ordinal) && ulong.TryParse(target.AsSpan(5, target.Length - 6), out var inode) ? inode : null;
    }
}
