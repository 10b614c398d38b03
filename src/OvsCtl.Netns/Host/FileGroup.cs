using System.Globalization;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>Groups of users, and the files that belong to them.</summary>
public static class FileGroup
{
    /// <summary>The number of a group, by its name or written as a number; null when there is no such group.</summary>
    public static uint? Find(string group)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        if (uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        // struct group: char *gr_name, char *gr_passwd, gid_t gr_gid, … (grp.h); the library's own, valid until the next call
        var entry = Libc.getgrnam(group);
        return entry == 0 ? null : (uint)Marshal.ReadInt32(entry, 2 * nint.Size);
    }

    /// <summary>Gives a file to a group; its owner stays.</summary>
    /// <exception cref="NativeException">EPERM: the caller is neither root nor a member of the group.</exception>
    public static void Set(string path, uint group) => Syscall.Check(Libc.chown(path, uint.MaxValue, group), $"give {path} to group {group}");
}
