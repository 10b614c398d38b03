using Microsoft.Win32.SafeHandles;

namespace OvsCtl.Netns.Interop;

/// <summary>A file descriptor that is closed exactly once. Always made with the close-on-exec flag, so no child inherits it.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    // Made from an int on purpose: as the return type of a P/Invoke it would read 64 bits, of which open(2) sets 32, and -1 would look valid.
    public FileDescriptor(int fd)
        : base(ownsHandle: true) => SetHandle(fd);

    // Linux frees the number even when close fails; repeating it could close a stranger's descriptor.
    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
