using System.Globalization;
using System.Net;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>The kernel's numbers in iproute2's words.</summary>
internal static class IpWords
{
    // linux/if.h, in the order in which ip prints them; RUNNING shows as its absence, NO-CARRIER.
    private static readonly (uint Bit, string Name)[] s_flags =
    [
        (0x8, "LOOPBACK"), (0x2, "BROADCAST"), (0x10, "POINTOPOINT"), (0x1000, "MULTICAST"), (0x80, "NOARP"), (0x200, "ALLMULTI"), (0x100, "PROMISC"), (0x400, "MASTER"), (0x800, "SLAVE"),
        (0x4, "DEBUG"), (0x8000, "DYNAMIC"), (0x4000, "AUTOMEDIA"), (0x2000, "PORTSEL"), (0x20, "NOTRAILERS"), (0x1, "UP"), (0x10000, "LOWER_UP"), (0x20000, "DORMANT"), (0x40000, "ECHO"),
    ];

    private static readonly string[] s_types = ["none", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit", "throw", "nat"];

    public static IEnumerable<string> Flags(uint flags)
    {
        if ((flags & 0x41) == 0x1) yield return "NO-CARRIER";
        foreach (var (bit, name) in s_flags)
        {
            if ((flags & bit) != 0) yield return name;
        }
    }

    public static string Mac(byte[] address) => string.Join(':', address.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    public static string Scope(byte scope) => scope switch
    {
        0 => "global",
        200 => "site",
        253 => "link",
        254 => "host",
        255 => "nowhere",
        _ => Number(scope),
    };

    public static string Protocol(byte protocol) => protocol switch
    {
        0 => "unspec",
        1 => "redirect",
        2 => "kernel",
        3 => "boot",
        4 => "static",
        9 => "ra",
        16 => "dhcp",
        _ => Number(protocol),
    };

    public static string Table(uint table) => table switch
    {
        RouteTable.Default => "default",
        RouteTable.Main => "main",
        RouteTable.Local => "local",
        _ => Number(table),
    };

    public static string RouteType(byte type) => type < s_types.Length ? s_types[type] : Number(type);

    /// <summary>Without the length when it is a single address.</summary>
    public static string Destination(IPNetwork network) =>
        network.PrefixLength == 0 ? "default"
        : network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString()
        : network.ToString();

    public static IEnumerable<string> States(NeighbourState state) =>
        state == NeighbourState.None ? ["NONE"] : Enum.GetValues<NeighbourState>().Where(each => each != NeighbourState.None && state.HasFlag(each)).Select(each => each.ToString().ToUpperInvariant());

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
