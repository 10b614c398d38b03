using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>
/// An open network namespace. It keeps the namespace alive until disposed, and never changes the namespace of the caller's thread.
/// Instances may be used from several threads at once.
/// </summary>
public sealed partial class NetworkNamespace : IDisposable
{
    private readonly FileDescriptor _handle;

    private NetworkNamespace(FileDescriptor handle, string description)
    {
        _handle = handle;
        Description = description;
        Inode = NamespaceFile.Inode(handle, description);
    }

    /// <summary>The namespace's number, as in <c>net:[4026531840]</c>; unique among the namespaces alive now.</summary>
    public ulong Inode { get; }

    /// <summary>The open file descriptor. Owned by this object.</summary>
    public SafeHandle Handle => _handle;

    /// <summary>How the namespace was named when it was opened, for messages.</summary>
    public string Description { get; }

    /// <summary>The namespace of the calling thread.</summary>
    /// <exception cref="NativeException">/proc cannot be read.</exception>
    public static NetworkNamespace OpenCurrent() => OpenFile("/proc/thread-self/ns/net", "current network namespace");

    /// <summary>Makes a namespace without a name. It ends when it is disposed, unless a name (<see cref="NamedNamespaces.Attach(string, NetworkNamespace)"/>), process or socket holds it by then.</summary>
    /// <exception cref="NativeException">EPERM: CAP_SYS_ADMIN is missing.</exception>
    public static NetworkNamespace Create() => new(NamespaceCreation.CreateNameless(), "network namespace without a name");

    /// <summary>Takes over the open descriptor of a namespace.</summary>
    internal static NetworkNamespace Adopt(int fd, string description) => new(new FileDescriptor(fd), description);

    /// <summary>A namespace named under /run/netns, by <see cref="NamedNamespaces"/> or <c>ip netns add</c>.</summary>
    /// <exception cref="ArgumentException">The name is not one that <see cref="NamedNamespaces.ValidateName"/> accepts.</exception>
    /// <exception cref="NativeException">ENOENT: there is none. EINVAL: the file is stale, no namespace is bound to it.</exception>
    public static NetworkNamespace Open(string name)
    {
        NamedNamespaces.ValidateName(name);
        return OpenFile($"{NamedNamespaces.Directory}/{name}", $"network namespace {name}");
    }

    /// <summary>A namespace by the path of a file bound to it.</summary>
    /// <exception cref="NativeException">The file cannot be opened, or (EINVAL) is no namespace.</exception>
    public static NetworkNamespace OpenPath(string path) => OpenFile(path, $"network namespace {path}");

    /// <summary>The namespace of a process's main thread.</summary>
    /// <exception cref="NativeException">ENOENT: there is no such process. EACCES: it is someone else's.</exception>
    public static NetworkNamespace OpenProcess(int pid) =>
        OpenFile(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/ns/net"), $"network namespace of process {pid}");

    /// <summary>
    /// Runs <paramref name="body"/> inside, on a dedicated thread that ends afterwards, and waits for it.
    /// The rule: the body makes raw system calls only. No await, task, timer, lock, log, event or .NET socket: the runtime may start a
    /// thread for any of them, and that thread would stay in this namespace for good. Sockets made inside stay bound to the namespace
    /// and may be used from any thread afterwards.
    /// </summary>
    /// <exception cref="NativeException">The namespace cannot be entered. What the body throws is rethrown as it is.</exception>
    public T Run<T>(Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        RuntimeHelpers.PrepareDelegate(body);
        T result = default!; // assigned by the body, or an exception leaves this method
        ExceptionDispatchInfo? failure = null;
        NamespaceThread.Enter(_handle, () =>
        {
            try
            {
                result = body();
            }
#pragma warning disable CA1031 // Carried over to the caller's thread, whatever it is.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        failure?.Throw();
        return result;
    }

    /// <summary>A socket born in this namespace. It stays bound to it and may be used from any thread.</summary>
    /// <exception cref="ArgumentException">The address family has no Linux counterpart here.</exception>
    /// <exception cref="NativeException">The kernel refuses such a socket.</exception>
    public Socket CreateSocket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        var domain = addressFamily switch
        {
            AddressFamily.InterNetwork => Libc.AF_INET,
            AddressFamily.InterNetworkV6 => Libc.AF_INET6,
            AddressFamily.Unix => Libc.AF_UNIX,
            AddressFamily.Packet => Libc.AF_PACKET,
            _ => throw new ArgumentException($"No socket of family {addressFamily}: allowed are InterNetwork, InterNetworkV6, Unix and Packet.", nameof(addressFamily)),
        };
        var fd = OpenSocket(domain, (int)socketType, (int)protocolType);
        return new Socket(new SafeSocketHandle(fd, ownsHandle: true));
    }

    /// <summary>An rtnetlink socket that sees this namespace's links, addresses and routes.</summary>
    /// <exception cref="NativeException">The kernel refuses the socket or one of its options.</exception>
    public RouteSocket OpenRouteSocket() => new(NetlinkSocket.Adopt(OpenSocket(Libc.AF_NETLINK, Libc.SOCK_RAW, NetlinkSocket.NETLINK_ROUTE)));

    /// <summary>Reads a network sysctl, such as <c>net.ipv4.ip_forward</c> or <c>net/ipv4/conf/eth0.1/forwarding</c>, without the final newline.</summary>
    /// <exception cref="ArgumentException">The name is not below <c>net</c>.</exception>
    /// <exception cref="NativeException">The message names the key. ENOENT: there is no such key here.</exception>
    public string ReadSysctl(string name) => Sysctl.Read(_handle, name);

    /// <summary>Writes a network sysctl; the name as for <see cref="ReadSysctl"/>.</summary>
    /// <exception cref="ArgumentException">The name is not below <c>net</c>.</exception>
    /// <exception cref="NativeException">The message names the key and the value. EINVAL: the kernel does not take the value.</exception>
    public void WriteSysctl(string name, string value) => Sysctl.Write(_handle, name, value);

    /// <summary>
    /// Writes several sysctls, in order, and returns what is needed to put them back: the old values of those that changed, the last
    /// written first. When one is refused, those before it are put back.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not below <c>net</c>.</exception>
    /// <exception cref="NativeException">The message names the key and the value.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> WriteSysctls(IEnumerable<KeyValuePair<string, string>> values) => Sysctl.Write(_handle, values);

    /// <summary>Starts a program in this namespace: see <see cref="SpawnOptions"/>.</summary>
    /// <exception cref="ArgumentException">The argument list is empty, or an argument holds a NUL.</exception>
    /// <exception cref="NativeException">ENOENT or EACCES: the program, its output file or working directory (the message says which) is missing or barred.</exception>
    public SpawnedProcess Spawn(SpawnOptions options) => Processes.Spawner.Spawn(_handle, options);

    /// <summary>Closes the file descriptor. The namespace lives on while a name, process or socket holds it.</summary>
    public void Dispose() => _handle.Dispose();

    /// <inheritdoc/>
    public override string ToString() => Description;

    /// <summary>A bare socket of this namespace, close-on-exec.</summary>
    internal int OpenSocket(int domain, int type, int protocol)
    {
        var open = [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            var fd = RawLibc.socket(domain, type | Libc.SOCK_CLOEXEC, protocol);
            return fd >= 0 ? new SyscallResult(fd, 0) : new SyscallResult(-1, RawLibc.Errno);
        };
        try
        {
            return NamespaceThread.Call(_handle, open).OrThrow($"open socket in {Description}");
        }
        catch (NativeException e) when (e.Errno == Errno.EPERM && NamespaceFile.TryReadLink("/proc/thread-self/ns/net") == Inode)
        {
            // Anybody may look at the namespace he is in; only to enter one takes a privilege.
            return open().OrThrow($"open socket in {Description}");
        }
    }

    private static NetworkNamespace OpenFile(string path, string description)
    {
        var handle = Syscall.Open(path, Libc.O_RDONLY, $"open {description}");
        try
        {
            if (!NamespaceFile.IsNamespace(handle)) throw new NativeException(Errno.EINVAL, $"open {description}: no namespace is bound to this file");
            return new NetworkNamespace(handle, description);
        }
        catch (NativeException)
        {
            handle.Dispose();
            throw;
        }
    }
}
