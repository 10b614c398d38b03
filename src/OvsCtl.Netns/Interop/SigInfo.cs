using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary><c>siginfo_t</c> as <c>waitid</c> fills it, asm-generic/siginfo.h on 64-bit machines.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SigInfo
{
    [FieldOffset(8)]
    public int si_code;

    [FieldOffset(16)]
    public int si_pid;

    /// <summary>The exit code, or the number of the signal that ended the process.</summary>
    [FieldOffset(24)]
    public int si_status;
}
