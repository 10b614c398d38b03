using System.Runtime.CompilerServices;

namespace OvsCtl.Netns.Interop;

/// <summary><c>sigset_t</c> of glibc: 1024 bits. The default value is the empty set.</summary>
[InlineArray(16)]
internal struct SigSet
{
    private ulong _first;

    public static SigSet Full
    {
        get
        {
            var set = default(SigSet);
            ((Span<ulong>)set).Fill(ulong.MaxValue);
            return set;
        }
    }
}
