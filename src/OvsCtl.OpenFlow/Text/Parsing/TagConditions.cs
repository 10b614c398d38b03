namespace OvsCtl.OpenFlow;

/// <summary>
/// Conditions on the VLAN tag: priority:3 present:1 id:12. OpenFlow 1.0 says them by dl_vlan and dl_vlan_pcp, Nicira's format by
/// vlan_tci, OpenFlow 1.3 by vlan_vid with the bit that there is a tag, and vlan_pcp; a flow's text may mix them.
/// </summary>
internal sealed class TagConditions
{
    private const ushort Present = PacketKey.TagPresent;
    private const ushort Id = 0x0fff;
    private const ushort PresentAndId = 0x1fff;
    private const ushort Priority = 0xe000;
    private const ushort OFP10_VLAN_NONE = 0xffff;

    public ushort Value { get; private set; }

    public ushort Mask { get; private set; }

    public static bool Holds(MatchField field) =>
        field == MatchField.VlanTci || field == MatchField.VlanVid || field == MatchField.VlanPcp || field == MatchField.DlVlan || field == MatchField.DlVlanPcp;

    public void Set(MatchField field, ushort value, ushort mask)
    {
        var isAny = mask == 0;
        if (field == MatchField.VlanTci || (field == MatchField.DlVlan && value == OFP10_VLAN_NONE))
        {
            Value = field == MatchField.VlanTci ? (ushort)(value & mask) : (ushort)0;
            Mask = mask;
        }
        else if (field == MatchField.VlanVid && !isAny)
        {
            mask &= PresentAndId;
            Value = (ushort)((Value & ~PresentAndId) | (value & mask));
            Mask = (ushort)((Mask & Priority) | mask);
        }
        else if (field == MatchField.DlVlan && !isAny)
        {
            Value = (ushort)((Value & ~Id) | (value & Id) | Present);
            Mask |= PresentAndId;
        }
        else if (!isAny)
        {
            Value = (ushort)((Value & ~Priority) | (value << 13) | Present);
            Mask |= Priority | Present;
        }
        else
        {
            var isId = field == MatchField.DlVlan || field == MatchField.VlanVid;
            Forget(isId ? Id : Priority, isId ? Priority : Id);
        }
    }

    /// <summary>The conditions as OpenFlow 1.3 writes them. It cannot say a priority without a tag, nor some bits of one.</summary>
    public IEnumerable<MatchEntry> Entries()
    {
        var (id, mask) = ((ulong)Value & PresentAndId, (ulong)Mask & PresentAndId);
        if (mask != 0) yield return MatchEntry.FromNumber(MatchField.VlanVid, id, mask == PresentAndId ? null : mask);
        if (id != 0 && (Mask & Priority) != 0) yield return MatchEntry.FromNumber(MatchField.VlanPcp, (ulong)Value >> 13);
    }

    private void Forget(ushort bits, ushort others)
    {
        if ((Mask & others) == 0) bits = 0xffff;
        Mask &= (ushort)~bits;
        Value &= (ushort)~bits;
    }
}
