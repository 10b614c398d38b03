using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.LinkKindAttributes;

namespace OvsCtl.Netns;

/// <summary>A Linux bridge.</summary>
public sealed record NewBridge : NewLink
{
    /// <inheritdoc/>
    public override string Kind => "bridge";

    /// <summary>Whether it speaks the spanning tree protocol; null for the kernel's default, not.</summary>
    public bool? SpanningTree { get; init; }

    /// <summary>How long a port waits before it forwards when it has come up, from 2 to 30 s with spanning tree; null for the kernel's 15 s.</summary>
    public TimeSpan? ForwardDelay { get; init; }

    /// <summary>How long an address that was learned is remembered; null for the kernel's 300 s.</summary>
    public TimeSpan? AgeingTime { get; init; }

    /// <summary>Whether it looks at VLAN tags; EOPNOTSUPP on kernels without that. Null for the kernel's default, not.</summary>
    public bool? VlanFiltering { get; init; }

    internal override bool HasData => SpanningTree is not null || ForwardDelay is not null || AgeingTime is not null || VlanFiltering is not null;

    internal override void WriteData(NetlinkMessageWriter writer, int underlay)
    {
        if (ForwardDelay is { } delay) writer.Attribute(IFLA_BR_FORWARD_DELAY, ClockTicks(delay));
        if (AgeingTime is { } ageing) writer.Attribute(IFLA_BR_AGEING_TIME, ClockTicks(ageing));
        if (SpanningTree is { } stp) writer.Attribute(IFLA_BR_STP_STATE, stp ? 1u : 0);
        if (VlanFiltering is { } vlans) writer.Attribute(IFLA_BR_VLAN_FILTERING, vlans);
    }

    // USER_HZ is 100 everywhere.
    private static uint ClockTicks(TimeSpan time) => (uint)Math.Clamp(time.TotalMilliseconds / 10, 0, uint.MaxValue);
}
