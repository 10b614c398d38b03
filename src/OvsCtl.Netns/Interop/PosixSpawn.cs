using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>spawn.h: what a child changes between being made and running its program.</summary>
internal static unsafe partial class PosixSpawn
{
    private const string Library = "libc";

    public const short POSIX_SPAWN_SETPGROUP = 0x02;
    public const short POSIX_SPAWN_SETSIGDEF = 0x04;
    public const short POSIX_SPAWN_SETSIGMASK = 0x08;
    public const short POSIX_SPAWN_SETSID = 0x80;

    /// <summary><c>posix_spawn_file_actions_t</c>: 80 bytes in glibc; more, so that a longer one still fits.</summary>
    [InlineArray(32)]
    public struct FileActions
    {
        private ulong _first;
    }

    /// <summary><c>posix_spawnattr_t</c>: 336 bytes in glibc.</summary>
    [InlineArray(64)]
    public struct Attributes
    {
        private ulong _first;
    }

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitFileActions(FileActions* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyFileActions(FileActions* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDup2(FileActions* actions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addfchdir_np")]
    public static partial int AddChangeDirectory(FileActions* actions, int fd);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    public static partial int AddCloseFrom(FileActions* actions, int first);

    /// <summary>Since glibc 2.35.</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addtcsetpgrp_np")]
    public static partial int AddTakeForeground(FileActions* actions, int terminal);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitAttributes(Attributes* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(Attributes* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(Attributes* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(Attributes* attributes, SigSet* set);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(Attributes* attributes, SigSet* set);
}
