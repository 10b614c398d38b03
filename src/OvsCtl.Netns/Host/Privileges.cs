using System.Globalization;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>What the calling thread may do.</summary>
public static class Privileges
{
    /// <summary>CAP_NET_ADMIN, linux/capability.h: change links, addresses, routes.</summary>
    public const int CapNetAdmin = 12;

    /// <summary>CAP_SYS_ADMIN, linux/capability.h: make and enter namespaces, mount.</summary>
    public const int CapSysAdmin = 21;

    /// <summary>The effective user id.</summary>
    public static uint EffectiveUid => Libc.geteuid();

    /// <summary>True when the capability is in the calling thread's effective set. It counts in the thread's own user namespace only.</summary>
    /// <param name="cap">CAP_*, linux/capability.h, from 0 to 63.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public static bool HasCapability(int cap)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cap);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cap, 63);
        const string Key = "CapEff:";
        var line = File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith(Key, StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(Key.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> cap & 1) != 0;
    }
}
