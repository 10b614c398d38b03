using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>
/// The calls made while a thread sits in another namespace. Nothing is marshalled and the error number is fetched by hand, so a call
/// from an optimised method runs no other managed code: the runtime could start its background compiler from such code, and that thread
/// would be born in the namespace and stay there.
/// </summary>
internal static unsafe partial class RawLibc
{
    private const string Library = "libc";

    public static int Errno
    {
        // Aggressive inlining keeps the reading next to the call that failed.
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        get => *errno_location();
        set => *errno_location() = value;
    }

    [LibraryImport(Library, EntryPoint = "__errno_location")]
    [SuppressGCTransition]
    private static partial int* errno_location();

    [LibraryImport(Library)]
    public static partial int setns(int fd, int type);

    [LibraryImport(Library)]
    public static partial int unshare(int flags);

    [LibraryImport(Library)]
    public static partial int open(byte* path, int flags, int mode);

    [LibraryImport(Library)]
    public static partial int close(int fd);

    [LibraryImport(Library)]
    public static partial nint read(int fd, byte* buffer, nuint size);

    [LibraryImport(Library)]
    public static partial nint write(int fd, byte* buffer, nuint size);

    [LibraryImport(Library)]
    public static partial int unlink(byte* path);

    [LibraryImport(Library)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library)]
    public static partial int mount(byte* source, byte* target, byte* type, nuint flags, void* data);

    [LibraryImport(Library)]
    public static partial int sethostname(byte* name, nuint size);

    [LibraryImport(Library)]
    public static partial int chdir(byte* path);

    // spawn.h: the error number is the return value
    [LibraryImport(Library)]
    public static partial int posix_spawnp(int* pid, byte* file, void* actions, void* attributes, byte** argv, byte** envp);
}
