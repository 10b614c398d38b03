using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.LinkKindAttributes;

namespace OvsCtl.Netns;

/// <summary>The traffic of one VLAN (IEEE 802.1Q) of a link. Kernels without the 8021q module answer EOPNOTSUPP.</summary>
public sealed record NewVlan : NewLink
{
    private const ushort MaximumVlanId = 4094;

    /// <inheritdoc/>
    public override string Kind => "vlan";

    /// <summary>The link it is put upon, in the socket's namespace.</summary>
    public required LinkRef Parent { get; init; }

    /// <summary>The VLAN, from 0 to 4094.</summary>
    public required ushort VlanId { get; init; }

    internal override LinkRef? Lower => Parent;

    internal override void Validate()
    {
        base.Validate();
        if (VlanId > MaximumVlanId) throw new ArgumentException($"VLAN {VlanId} is beyond {MaximumVlanId}.");
    }

    internal override void WriteData(NetlinkMessageWriter writer, int underlay) => writer.Attribute(IFLA_VLAN_ID, VlanId);
}
