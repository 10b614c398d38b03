using Microsoft.Win32.SafeHandles;

namespace OvsCtl.Netns.Interop;

/// <summary><c>struct nft_ctx</c>, freed once.</summary>
internal sealed class NftContext : SafeHandleZeroOrMinusOneIsInvalid
{
    public NftContext()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Takes over a context.</summary>
    public void Adopt(nint context) => SetHandle(context);

    protected override bool ReleaseHandle()
    {
        Libnftables.nft_ctx_free(handle);
        return true;
    }
}
