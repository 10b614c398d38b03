using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>nftables of a namespace, through libnftables, in the language of nft(8).</summary>
public static class Nftables
{
    // The library builds netlink messages of 64 KiB on the stack, several deep.
    private const int StackSize = 8 * 1024 * 1024;

    // Its parser and symbol tables are shared by all contexts of a process.
    private static readonly Lock s_gate = new();

    /// <summary>Runs commands, separated by newlines or semicolons, as one transaction: all of them take effect or none.</summary>
    /// <exception cref="NftablesException">The library refuses, with its own text.</exception>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    /// <exception cref="DllNotFoundException">libnftables is not installed: see <see cref="IsAvailable"/>.</exception>
    public static void Run(NetworkNamespace ns, string commands) => Execute(ns, commands, outputFlags: 0);

    /// <summary>Runs a list command.</summary>
    /// <param name="ns">Where.</param>
    /// <param name="command">Such as <c>list ruleset</c> or <c>list table inet lab</c>.</param>
    /// <param name="stateless">Leave out counters and other state, to compare with what was wanted.</param>
    /// <returns>JSON as libnftables-json(5) describes it.</returns>
    /// <exception cref="NftablesException">The library refuses, with its own text.</exception>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    /// <exception cref="DllNotFoundException">libnftables is not installed: see <see cref="IsAvailable"/>.</exception>
    public static string ListJson(NetworkNamespace ns, string command = "list ruleset", bool stateless = false) =>
        Execute(ns, command, Libnftables.NFT_CTX_OUTPUT_JSON | (stateless ? Libnftables.NFT_CTX_OUTPUT_STATELESS : 0));

    /// <summary>All tables, asked of the kernel itself: libnftables need not be installed, and its start of some milliseconds is saved.</summary>
    /// <returns>None where the kernel has no nftables.</returns>
    /// <exception cref="NativeException">The namespace cannot be entered. EPERM: CAP_NET_ADMIN is missing there.</exception>
    public static IReadOnlyList<NftablesTable> GetTables(NetworkNamespace ns)
    {
        ArgumentNullException.ThrowIfNull(ns);
        try
        {
            using var socket = NetlinkSocket.Adopt(ns.OpenSocket(Libc.AF_NETLINK, Libc.SOCK_RAW, NetlinkSocket.NETLINK_NETFILTER));
            return socket.Dump<NftablesTable>(NftablesTableParser.NFT_MSG_GETTABLE, NftablesTableParser.WriteRequest, $"list nftables tables in {ns}", NftablesTableParser.Parse);
        }
        catch (NativeException e) when (e.Errno == Errno.EPROTONOSUPPORT)
        {
            return []; // no nfnetlink
        }
        catch (NetlinkException e) when (e.Errno is Errno.EINVAL or Errno.EOPNOTSUPP)
        {
            return []; // nfnetlink, but no nf_tables
        }
    }

    /// <summary>All rules, or those of one table, with their handles and what their counters say.</summary>
    /// <param name="ns">Where.</param>
    /// <param name="table">A family and a table, such as <c>inet lab</c>; null for all.</param>
    /// <exception cref="NftablesException">There is no such table.</exception>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    /// <exception cref="DllNotFoundException">libnftables is not installed: see <see cref="IsAvailable"/>.</exception>
    public static IReadOnlyList<NftablesRule> GetRules(NetworkNamespace ns, string? table = null) => RulesetReader.Rules(ListJson(ns, table is null ? "list ruleset" : $"list table {table}"));

    /// <summary>All chains, those of others too.</summary>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    /// <exception cref="DllNotFoundException">libnftables is not installed: see <see cref="IsAvailable"/>.</exception>
    public static IReadOnlyList<NftablesChain> GetChains(NetworkNamespace ns) => RulesetReader.Chains(ListJson(ns, "list ruleset"));

    /// <summary>Deletes one rule by its handle; the others keep theirs.</summary>
    /// <exception cref="NftablesException">There is no such rule any more.</exception>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    /// <exception cref="DllNotFoundException">libnftables is not installed: see <see cref="IsAvailable"/>.</exception>
    public static void DeleteRule(NetworkNamespace ns, NftablesRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Run(ns, string.Create(CultureInfo.InvariantCulture, $"delete rule {rule.Family} {rule.Table} {rule.Chain} handle {rule.Handle}"));
    }

    /// <summary>
    /// The chains of others that drop what is forwarded unless a rule of theirs accepts it, as Docker's and many firewalls' do. A packet
    /// has to be accepted by every chain at a hook: nothing in another table can overrule them, and NAT through this host does not work.
    /// </summary>
    /// <param name="ns">Where.</param>
    /// <param name="except">Whether a table, given as family and name, is one's own.</param>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    /// <exception cref="DllNotFoundException">libnftables is not installed: see <see cref="IsAvailable"/>.</exception>
    public static IReadOnlyList<NftablesChain> FindForwardDrops(NetworkNamespace ns, Func<string, string, bool>? except = null) =>
        [.. GetChains(ns).Where(chain => chain is { Hook: "forward", Type: "filter", Policy: "drop", Family: "ip" or "ip6" or "inet" } && except?.Invoke(chain.Family, chain.Table) != true)];

    /// <summary>True when libnftables can be loaded; otherwise <paramref name="why"/> says why not, and what to install.</summary>
    public static bool IsAvailable([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why)
    {
        why = NativeLibrary.TryLoad(Libnftables.Library, out _) ? null : $"{Libnftables.Library} cannot be loaded; it comes with the nftables package";
        return why is null;
    }

    private static unsafe string Execute(NetworkNamespace ns, string commands, uint outputFlags)
    {
        ArgumentNullException.ThrowIfNull(ns);
        ArgumentException.ThrowIfNullOrWhiteSpace(commands);
        if (!IsAvailable(out var why)) throw new DllNotFoundException(why);
        using var file = CommandFile(commands);
        var name = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}");
        using var path = new NativeStrings([name]);
        using var context = new NftContext();
        var pointer = (nint)path.First;
        lock (s_gate)
        {
            // Not only the context's own socket belongs to the namespace: the library opens more while it runs, to look up interfaces.
            nint raw = 0;
            var result = 0;
            NamespaceThread.Enter(
                ns.Handle,
                [MethodImpl(MethodImplOptions.AggressiveOptimization)] () => result = RunInside((byte*)pointer, outputFlags, out raw),
                StackSize);
            if (raw == 0) throw new NftablesException(commands, "out of memory");
            context.Adopt(raw);
            if (result != 0) throw new NftablesException(commands, Text(Libnftables.nft_ctx_get_error_buffer(raw)).Replace(name, "commands", StringComparison.Ordinal));
            return Text(Libnftables.nft_ctx_get_output_buffer(raw));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int RunInside(byte* path, uint outputFlags, out nint context)
    {
        context = Libnftables.nft_ctx_new(0);
        if (context == 0) return -1;
        _ = Libnftables.nft_ctx_buffer_output(context);
        _ = Libnftables.nft_ctx_buffer_error(context);
        Libnftables.nft_ctx_output_set_flags(context, outputFlags);
        return Libnftables.nft_run_cmd_from_filename(context, path);
    }

    // As a file, not as a buffer: of a buffer of several lines the library quotes the first, whichever it objects to, and gives no line number.
    private static FileDescriptor CommandFile(string commands)
    {
        var file = new FileDescriptor((int)Syscall.Check(Libc.memfd_create("nftables", Libc.MFD_CLOEXEC), "make memory file"));
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(commands + '\n');
        while (!rest.IsEmpty)
        {
            var written = Libc.write(file, rest, rest.Length);
            if (!Syscall.IsInterrupted(written)) rest = rest[(int)Syscall.Check(written, "write memory file")..];
        }

        return file;
    }

    private static unsafe string Text(byte* buffer) => Marshal.PtrToStringUTF8((nint)buffer) ?? "";
}
