using Microsoft.Win32.SafeHandles;

namespace OvsCtl.Netns.Interop;

/// <summary>A file descriptor that is closed exactly once. Always made with the close-on-exec flag, so no child inherits it.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    public FileDescriptor(int fd)
        : this() => SetHandle(fd);

    // Linux frees the number even when close fails; repeating it could close a stranger's descriptor.
    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
