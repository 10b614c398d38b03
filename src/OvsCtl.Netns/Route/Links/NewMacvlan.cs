using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.LinkKindAttributes;

namespace OvsCtl.Netns;

/// <summary>A second interface upon an Ethernet one, with a hardware address of its own.</summary>
public sealed record NewMacvlan : NewLink
{
    /// <inheritdoc/>
    public override string Kind => "macvlan";

    /// <summary>The link it is put upon, in the socket's namespace.</summary>
    public required LinkRef Parent { get; init; }

    /// <summary>How it sees others upon the same link.</summary>
    public MacvlanMode Mode { get; init; } = MacvlanMode.Bridge;

    internal override LinkRef? Lower => Parent;

    internal override void WriteData(NetlinkMessageWriter writer, int underlay) => writer.Attribute(IFLA_MACVLAN_MODE, (uint)Mode);
}
