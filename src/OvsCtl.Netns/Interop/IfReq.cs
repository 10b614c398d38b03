using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary><c>struct ifreq</c>, linux/if.h: an interface name and, for ethtool, a pointer to the command.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal struct IfReq
{
    public IfName ifr_name;
    public nint ifr_data;

    /// <summary><c>char[IFNAMSIZ]</c></summary>
    [InlineArray(16)]
    public struct IfName
    {
        private byte _first;
    }
}
