using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>Keeps a handle open while its bare number is in the hands of the kernel; disposing the handle meanwhile is then safe.</summary>
internal readonly ref struct HandleLease : IDisposable
{
    private readonly SafeHandle _handle;

    public HandleLease(SafeHandle handle)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
        Fd = (int)handle.DangerousGetHandle();
    }

    public int Fd { get; }

    public void Dispose() => _handle.DangerousRelease();
}
