using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary><c>struct statfs</c>, asm-generic/statfs.h on 64-bit machines: only the type of the file system is read.</summary>
[StructLayout(LayoutKind.Sequential, Size = 120)]
internal struct StatFs
{
    public long f_type;
}
