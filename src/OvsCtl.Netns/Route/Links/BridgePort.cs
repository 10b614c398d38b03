using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.LinkKindAttributes;

namespace OvsCtl.Netns;

/// <summary>
/// How a Linux bridge treats one of its ports (IFLA_BRPORT_*, linux/if_link.h). Read from <see cref="Link.BridgePort"/>; given to
/// <see cref="RouteBatch.SetBridgePort"/>, where null leaves a setting as it is.
/// </summary>
public sealed record BridgePort
{
    /// <summary>The spanning tree state: 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking.</summary>
    public byte? State { get; init; }

    /// <summary>The port's priority in the spanning tree, 0 to 63.</summary>
    public ushort? Priority { get; init; }

    /// <summary>The path cost, 1 to 65535.</summary>
    public uint? Cost { get; init; }

    /// <summary>Whether a frame may leave by the port it came in by.</summary>
    public bool? Hairpin { get; init; }

    /// <summary>Whether spanning tree messages from there shut the port.</summary>
    public bool? BpduGuard { get; init; }

    /// <summary>Whether the port may never become the way to the root of the spanning tree.</summary>
    public bool? RootGuard { get; init; }

    /// <summary>Whether source addresses are learned.</summary>
    public bool? Learning { get; init; }

    /// <summary>Whether frames to an unknown address go out here.</summary>
    public bool? UnicastFlood { get; init; }

    /// <summary>Whether frames to a group nobody asked for go out here.</summary>
    public bool? MulticastFlood { get; init; }

    /// <summary>Whether broadcasts go out here.</summary>
    public bool? BroadcastFlood { get; init; }

    /// <summary>Whether it may speak only with ports that are not isolated.</summary>
    public bool? Isolated { get; init; }

    internal void Write(NetlinkMessageWriter writer)
    {
        if (State is { } state) writer.Attribute(IFLA_BRPORT_STATE, state);
        if (Priority is { } priority) writer.Attribute(IFLA_BRPORT_PRIORITY, priority);
        if (Cost is { } cost) writer.Attribute(IFLA_BRPORT_COST, cost);
        if (Hairpin is { } hairpin) writer.Attribute(IFLA_BRPORT_MODE, hairpin);
        if (BpduGuard is { } guard) writer.Attribute(IFLA_BRPORT_GUARD, guard);
        if (RootGuard is { } root) writer.Attribute(IFLA_BRPORT_PROTECT, root);
        if (Learning is { } learning) writer.Attribute(IFLA_BRPORT_LEARNING, learning);
        if (UnicastFlood is { } unicast) writer.Attribute(IFLA_BRPORT_UNICAST_FLOOD, unicast);
        if (MulticastFlood is { } multicast) writer.Attribute(IFLA_BRPORT_MCAST_FLOOD, multicast);
        if (BroadcastFlood is { } broadcast) writer.Attribute(IFLA_BRPORT_BCAST_FLOOD, broadcast);
        if (Isolated is { } isolated) writer.Attribute(IFLA_BRPORT_ISOLATED, isolated);
    }

    internal static BridgePort Parse(AttributeReader reader)
    {
        var port = new BridgePort();
        while (reader.Read())
        {
            port = reader.Type switch
            {
                IFLA_BRPORT_STATE => port with { State = reader.Byte },
                IFLA_BRPORT_PRIORITY => port with { Priority = reader.UInt16 },
                IFLA_BRPORT_COST => port with { Cost = reader.UInt32 },
                IFLA_BRPORT_MODE => port with { Hairpin = reader.Byte != 0 },
                IFLA_BRPORT_GUARD => port with { BpduGuard = reader.Byte != 0 },
                IFLA_BRPORT_PROTECT => port with { RootGuard = reader.Byte != 0 },
                IFLA_BRPORT_LEARNING => port with { Learning = reader.Byte != 0 },
                IFLA_BRPORT_UNICAST_FLOOD => port with { UnicastFlood = reader.Byte != 0 },
                IFLA_BRPORT_MCAST_FLOOD => port with { MulticastFlood = reader.Byte != 0 },
                IFLA_BRPORT_BCAST_FLOOD => port with { BroadcastFlood = reader.Byte != 0 },
                IFLA_BRPORT_ISOLATED => port with { Isolated = reader.Byte != 0 },
                _ => port,
            };
        }

        return port;
    }
}
