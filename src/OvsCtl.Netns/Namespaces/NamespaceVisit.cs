using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>
/// What to do in one namespace, and what came of it. Many visits run as one piece of work, without a thread or a change of threads for
/// each; new namespaces are made on two processors at once where there are two.
/// </summary>
public sealed class NamespaceVisit
{
    // Below this many a second thread costs more than it saves.
    private const int WorthSharing = 8;

    private readonly List<(string Name, int Call)> _reads = [];
    private readonly List<(string Name, string Value, int Call)> _writes = [];
    private int _entry;
    private int _socket = -1;

    /// <summary>A visit to an open namespace, which stays the caller's.</summary>
    public NamespaceVisit(NetworkNamespace target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Namespace = target;
    }

    private NamespaceVisit(string description) => Description = description;

    /// <summary>The namespace: the one given, or the one made. Null before it is made, and when making it failed.</summary>
    public NetworkNamespace? Namespace { get; private set; }

    /// <summary>The sysctls to write, in this order, before any is read.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> Write { get; init; } = [];

    /// <summary>The sysctls to read.</summary>
    public IReadOnlyCollection<string> Read { get; init; } = [];

    /// <summary>Whether to open an rtnetlink socket.</summary>
    public bool OpensSocket { get; init; }

    /// <summary>The socket opened; the caller disposes it.</summary>
    public RouteSocket? Socket { get; private set; }

    /// <summary>The values read, by name. One that could not be read is absent and among the <see cref="SysctlFailures"/>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    /// <summary>Why the namespace could not be made or entered, or the socket not opened; null when all that went well.</summary>
    public NativeException? Failure { get; private set; }

    /// <summary>The sysctls that could not be written or read, by name.</summary>
    public IReadOnlyDictionary<string, NativeException> SysctlFailures { get; private set; } = new Dictionary<string, NativeException>();

    private string? Description { get; }

    /// <summary>
    /// A visit that makes a namespace. It has no name and ends with its last descriptor, socket or process:
    /// <see cref="NamedNamespaces.Attach(string, NetworkNamespace)"/> names it once it is as it should be. The caller disposes <see cref="Namespace"/>.
    /// </summary>
    /// <param name="description">What it will be, for messages.</param>
    /// <param name="write">As <see cref="Write"/>.</param>
    public static NamespaceVisit ToNew(string description, IReadOnlyCollection<KeyValuePair<string, string>>? write = null) =>
        new(description) { Write = write ?? [], OpensSocket = true };

    /// <summary>Runs visits that have not been run. What fails in one is noted there, and the others are made all the same.</summary>
    /// <exception cref="ArgumentException">A name is not below <c>net</c>; nothing was done.</exception>
    /// <exception cref="NativeException">A socket could not be set up.</exception>
    public static void Run(IReadOnlyList<NamespaceVisit> visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        if (visits.Count == 0) return;
        var isShared = visits.Count >= WorthSharing && Environment.ProcessorCount > 1;
        // Each holds its namespace open while the bare descriptor is in a script.
        var leases = visits.Select(v => v.Namespace?.Handle).OfType<System.Runtime.InteropServices.SafeHandle>().ToList();
        var held = 0;
        try
        {
            for (; held < leases.Count; held++)
            {
                var added = false;
                leases[held].DangerousAddRef(ref added);
            }

            var first = new VisitScript();
            var second = new VisitScript();
            for (var i = 0; i < visits.Count; i++) visits[i].Plan(isShared && i % 2 == 1 ? second : first);
            var here = first.Start(NamespaceWorker.Shared);
            var beside = isShared ? second.Start(NamespaceWorker.Second) : null;
            here.Wait();
            beside?.Wait();
            for (var i = 0; i < visits.Count; i++) visits[i].Collect(isShared && i % 2 == 1 ? second : first);
        }
        finally
        {
            for (var i = 0; i < held; i++) leases[i].DangerousRelease();
        }
    }

    private void Plan(VisitScript script)
    {
        _entry = Namespace is null ? script.Create() : script.Enter((int)Namespace.Handle.DangerousGetHandle());
        if (OpensSocket) _socket = script.OpenRouteSocket();
        foreach (var (name, value) in Write) _writes.Add((name, value, script.Write(Sysctl.ToPath(name), value)));
        foreach (var name in Read) _reads.Add((name, script.Read(Sysctl.ToPath(name))));
    }

    private void Collect(VisitScript script)
    {
        var (fd, errno) = script.Result(_entry);
        if (errno != 0)
        {
            Failure = new NativeException(errno, Namespace is { } target ? $"enter {target}" : $"create network namespace {Description}");
            return;
        }

        Namespace ??= NetworkNamespace.Adopt(fd, $"network namespace {Description}");
        if (_socket >= 0)
        {
            var (socket, refusal) = script.Result(_socket);
            if (refusal == 0) Socket = new RouteSocket(NetlinkSocket.Adopt(socket));
            else Failure = new NativeException(refusal, $"open netlink socket in {Namespace}");
        }

        var failures = new Dictionary<string, NativeException>();
        foreach (var (name, value, call) in _writes)
            if (script.Result(call) is { Errno: not 0 } failed) failures[name] = new NativeException(failed.Errno, $"write sysctl {name} = {value} in {Namespace}");
        var values = new Dictionary<string, string>();
        foreach (var (name, call) in _reads)
        {
            if (script.Result(call) is { Errno: not 0 } failed) failures[name] = new NativeException(failed.Errno, $"read sysctl {name} in {Namespace}");
            else values[name] = script.Text(call) ?? Sysctl.Read(Namespace.Handle, name);
        }

        (Values, SysctlFailures) = (values, failures);
    }
}
