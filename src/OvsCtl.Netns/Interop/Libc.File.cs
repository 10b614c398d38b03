using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>The C library, grouped by subject: open, read, stat.</summary>
internal static partial class Libc
{
    private const string Library = "libc";

    // fcntl.h
    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_APPEND = 0x400;
    public const int O_CLOEXEC = 0x80000;
    public const int AT_EMPTY_PATH = 0x1000;

    // linux/memfd.h
    public const uint MFD_CLOEXEC = 1;

    // sys/file.h
    public const int LOCK_EX = 2;

    // linux/magic.h
    public const long NSFS_MAGIC = 0x6e736673;

    // linux/stat.h
    public const uint STATX_INO = 0x100;

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, int mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int chown(string path, uint owner, uint group);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint getgrnam(string name);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(FileDescriptor fd, Span<byte> buffer, nint size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(int fd, ReadOnlySpan<byte> buffer, nint size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(FileDescriptor fd, ReadOnlySpan<byte> buffer, nint size);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int memfd_create(string name, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(FileDescriptor fd, int operation);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string path, int mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int unlink(string path);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fstatfs(FileDescriptor fd, out StatFs buffer);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(FileDescriptor directory, string path, int flags, uint mask, out StatX buffer);
}
