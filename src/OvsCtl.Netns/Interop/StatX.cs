using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary><c>struct statx</c>, linux/stat.h: laid out alike on every machine, unlike <c>struct stat</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatX
{
    [FieldOffset(32)]
    public ulong stx_ino;
}
