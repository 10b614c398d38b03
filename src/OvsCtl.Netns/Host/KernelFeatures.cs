using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns;

/// <summary>What this kernel has.</summary>
public static class KernelFeatures
{
    // linux/netlink.h and linux/genetlink.h
    private const ushort GENL_ID_CTRL = 0x10;
    private const byte CTRL_CMD_GETFAMILY = 3;
    private const ushort CTRL_ATTR_FAMILY_NAME = 2;
    private const int MaximumFamilyNameSize = 15; // GENL_NAMSIZ less the NUL

    /// <summary>True when the kernel has that generic netlink family, such as <c>ovs_datapath</c>; loads its module if need be and permitted.</summary>
    /// <exception cref="ArgumentException">The name is empty or longer than 15 characters.</exception>
    /// <exception cref="NetlinkException">The kernel refuses for another reason than that there is none.</exception>
    public static bool HasGenericNetlinkFamily(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaximumFamilyNameSize) throw new ArgumentException($"'{name}' is longer than any family's name: {MaximumFamilyNameSize} characters.", nameof(name));
        using var socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_GENERIC);
        var outcome = socket.Request(
            GENL_ID_CTRL,
            0,
            writer =>
            {
                WriteHeader(writer);
                writer.Attribute(CTRL_ATTR_FAMILY_NAME, name);
            },
            static (_, _) => { });
        if (outcome.Errno == Errno.ENOENT) return false;
        return outcome.ToException($"look up generic netlink family {name}") is { } failure ? throw failure : true;
    }

    /// <summary>The names of all generic netlink families loaded now.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static IReadOnlyList<string> GetGenericNetlinkFamilies()
    {
        using var socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_GENERIC);
        return socket.Dump<string>(GENL_ID_CTRL, WriteHeader, "list generic netlink families", static (_, payload, names) =>
        {
            if (payload.Length < 4) throw new InvalidDataException($"Generic netlink message of {payload.Length} bytes.");
            var reader = new AttributeReader(payload[4..]);
            while (reader.Read())
            {
                if (reader.Type == CTRL_ATTR_FAMILY_NAME) names.Add(reader.Text);
            }
        });
    }

    /// <summary>Tries a queueing discipline out, in a namespace made for that: null when the kernel has it, or could load it.</summary>
    /// <param name="kind">Such as <c>tbf</c>, <c>netem</c> or <c>htb</c>.</param>
    /// <exception cref="NativeException">EPERM: a namespace cannot be made without CAP_SYS_ADMIN.</exception>
    public static MissingFeature? FindMissingQdisc(string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        const int Loopback = 1;
        var failure = Try(batch => batch.AddBareQdisc(Loopback, kind));

        // Without settings most disciplines refuse with EINVAL; ENOENT says that there is none of that name.
        return failure is { Errno: Errno.ENOENT } ? new MissingFeature($"queueing discipline {kind}", $"sch_{kind}", $"CONFIG_NET_SCH_{kind.ToUpperInvariant()}") : null;
    }

    /// <summary>Tries a kind of link out, in a namespace made for that: null when the kernel has it, or could load it.</summary>
    /// <param name="kind">Such as <c>veth</c>, <c>vxlan</c> or <c>dummy</c>.</param>
    /// <exception cref="NativeException">EPERM: a namespace cannot be made without CAP_SYS_ADMIN.</exception>
    public static MissingFeature? FindMissingLinkKind(string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        var failure = Try(batch => batch.AddBareLink("probe", kind));
        var module = kind == "vlan" ? "8021q" : kind;
        return failure is { Errno: Errno.EOPNOTSUPP } ? new MissingFeature($"link of kind {kind}", module, kind == "vlan" ? "CONFIG_VLAN_8021Q" : $"CONFIG_{kind.ToUpperInvariant()}") : null;
    }

    private static NetlinkException? Try(Func<RouteBatch, RouteBatch> add)
    {
        using var space = NetworkNamespace.Create();
        using var route = space.OpenRouteSocket();
        return add(route.NewBatch()).TryCommit()[0];
    }

    // struct genlmsghdr: u8 command, u8 version, u16 reserved
    private static void WriteHeader(NetlinkMessageWriter writer) => writer.Struct<uint>(BitConverter.IsLittleEndian ? CTRL_CMD_GETFAMILY | 1u << 8 : CTRL_CMD_GETFAMILY << 24 | 1u << 16);
}
