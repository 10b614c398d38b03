using System.Text;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>
/// Network namespaces with a name: a file in /run/netns with the namespace bound to it. The same files as <c>ip netns</c> makes and reads,
/// with the same order of steps, so the two may run at the same time.
/// </summary>
public static class NamedNamespaces
{
    /// <summary>Where the names are.</summary>
    public const string Directory = "/run/netns";

    // NAME_MAX, linux/limits.h
    private const int MaximumNameSize = 255;

    /// <summary>Makes a namespace. It is empty but for its loopback interface, which is down.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="ValidateName"/> accepts.</exception>
    /// <exception cref="NativeException">EEXIST: the name is taken, perhaps by a stale file. EPERM: CAP_SYS_ADMIN is missing.</exception>
    public static void Create(string name) => CreateMany([name]);

    /// <summary>
    /// Makes namespaces. Stops at the first failure with an exception that names it; those made before it remain.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not one that <see cref="ValidateName"/> accepts; nothing was made.</exception>
    /// <exception cref="NativeException">As for <see cref="Create"/>.</exception>
    public static void CreateMany(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names) ValidateName(name);
        if (names.Count == 0) return;
        NamespaceDirectory.Prepare(Directory);
        NamespaceCreation.Create(Directory, names);
    }

    /// <summary>Gives an open namespace a name, as <c>ip netns attach</c> does. It may have several.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="ValidateName"/> accepts.</exception>
    /// <exception cref="NativeException">EEXIST: the name is taken, perhaps by a stale file. EPERM: CAP_SYS_ADMIN is missing.</exception>
    public static void Attach(string name, NetworkNamespace target)
    {
        ArgumentNullException.ThrowIfNull(target);
        ValidateName(name);
        NamespaceDirectory.Prepare(Directory);
        NamespaceCreation.Bind(Directory, name, (FileDescriptor)target.Handle);
    }

    /// <summary>Gives the namespace of a process a name: it then outlives the process.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="ValidateName"/> accepts.</exception>
    /// <exception cref="NativeException">ENOENT: there is no such process. EEXIST: the name is taken. EPERM: CAP_SYS_ADMIN is missing.</exception>
    public static void Attach(string name, int pid)
    {
        ValidateName(name);
        using var target = NetworkNamespace.OpenProcess(pid);
        Attach(name, target);
    }

    /// <summary>Removes a name, stale or not. A process, socket or open file keeps the namespace itself alive.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="ValidateName"/> accepts.</exception>
    /// <exception cref="NativeException">ENOENT: there is no such name.</exception>
    public static void Delete(string name)
    {
        ValidateName(name);
        var path = $"{Directory}/{name}";
        var operation = $"delete network namespace {name}";

        // EINVAL: nothing is mounted there, a stale file. Unlinking is all there is to do.
        if (Libc.umount2(path, Libc.MNT_DETACH) < 0 && Syscall.LastErrno != Errno.EINVAL) throw new NativeException(Syscall.LastErrno, operation);
        Syscall.Check(Libc.unlink(path), operation);
    }

    /// <summary>True when the name is taken, by a namespace or a stale file.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="ValidateName"/> accepts.</exception>
    public static bool Exists(string name)
    {
        ValidateName(name);
        return File.Exists($"{Directory}/{name}");
    }

    /// <summary>All names, in ordinal order. Names that vanish meanwhile are left out.</summary>
    /// <exception cref="NativeException">A name cannot be opened.</exception>
    public static IReadOnlyList<NamedNamespace> List()
    {
        if (!System.IO.Directory.Exists(Directory)) return [];
        using var route = RouteSocket.Open();
        var found = new List<NamedNamespace>();
        foreach (var name in System.IO.Directory.EnumerateFiles(Directory).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal))
        {
            if (Describe(name, route) is { } entry) found.Add(entry);
        }

        return found;
    }

    /// <summary>
    /// Opens every namespace that has a name, for whoever is going to look into all of them. Names that vanish meanwhile are left out.
    /// </summary>
    /// <param name="stale">The names that no namespace is bound to.</param>
    /// <returns>By name; the caller disposes them.</returns>
    /// <exception cref="NativeException">A name cannot be opened; nothing stays open.</exception>
    public static IReadOnlyDictionary<string, NetworkNamespace> OpenAll(out IReadOnlyList<string> stale)
    {
        var (found, leftOver) = (new SortedDictionary<string, NetworkNamespace>(StringComparer.Ordinal), new List<string>());
        stale = leftOver;
        if (!System.IO.Directory.Exists(Directory)) return found;
        try
        {
            foreach (var name in System.IO.Directory.EnumerateFiles(Directory).Select(Path.GetFileName).OfType<string>())
            {
                try
                {
                    found[name] = NetworkNamespace.Open(name);
                }
                catch (NativeException e) when (e.Errno is Errno.EINVAL or Errno.ENOENT)
                {
                    if (e.Errno == Errno.EINVAL) leftOver.Add(name);
                }
            }

            return found;
        }
        catch (NativeException)
        {
            foreach (var open in found.Values) open.Dispose();
            throw;
        }
    }

    /// <summary>The names of a namespace, in ordinal order: none, one or several, as <c>ip netns identify</c>.</summary>
    /// <exception cref="NativeException">A name cannot be opened.</exception>
    public static IReadOnlyList<string> Identify(NetworkNamespace target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return [.. List().Where(entry => entry.Inode == target.Inode && !entry.IsStale).Select(entry => entry.Name)];
    }

    /// <summary>The names of the namespace of a process's main thread.</summary>
    /// <exception cref="NativeException">ENOENT: there is no such process. EACCES: it is someone else's.</exception>
    public static IReadOnlyList<string> Identify(int pid)
    {
        using var target = NetworkNamespace.OpenProcess(pid);
        return Identify(target);
    }

    /// <summary>The processes whose main thread is in a namespace, in ascending order, as <c>ip netns pids</c>.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="ValidateName"/> accepts.</exception>
    /// <exception cref="NativeException">ENOENT: there is no such name. EINVAL: it is stale.</exception>
    public static IReadOnlyList<int> Pids(string name)
    {
        using var target = NetworkNamespace.Open(name);
        return [.. ProcessTable.InNamespace(target.Inode).Order()];
    }

    /// <summary>Accepts what may be a file name in /run/netns: 1 to 255 bytes of UTF-8 without '/' or NUL, and neither '.' nor '..'.</summary>
    /// <exception cref="ArgumentException">Says what is allowed.</exception>
    public static void ValidateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\0') || Encoding.UTF8.GetByteCount(name) > MaximumNameSize)
        {
            throw new ArgumentException($"'{name}' cannot name a network namespace: 1 to {MaximumNameSize} bytes without '/' or NUL are allowed, but not '.' or '..'.", nameof(name));
        }
    }

    private static NamedNamespace? Describe(string name, RouteSocket route)
    {
        try
        {
            using var file = Syscall.Open($"{Directory}/{name}", Libc.O_RDONLY, $"open network namespace {name}");
            return NamespaceFile.IsNamespace(file)
                ? new NamedNamespace(name, IsStale: false, NamespaceFile.Inode(file, name), route.GetNamespaceId(file))
                : new NamedNamespace(name, IsStale: true, Inode: 0, NsId: null);
        }
        catch (NativeException e) when (e.Errno == Errno.ENOENT)
        {
            return null;
        }
    }
}
