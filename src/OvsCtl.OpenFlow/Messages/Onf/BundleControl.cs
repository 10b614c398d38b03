namespace OvsCtl.OpenFlow;

/// <summary>What to do with a bundle, or what was done (ofp_bundle_ctrl_type).</summary>
public enum BundleControlType : ushort
{
    /// <summary>OFPBCT_OPEN_REQUEST.</summary>
    OpenRequest = 0,

    /// <summary>OFPBCT_OPEN_REPLY.</summary>
    OpenReply = 1,

    /// <summary>OFPBCT_CLOSE_REQUEST: no more messages are added.</summary>
    CloseRequest = 2,

    /// <summary>OFPBCT_CLOSE_REPLY.</summary>
    CloseReply = 3,

    /// <summary>OFPBCT_COMMIT_REQUEST: carry them out.</summary>
    CommitRequest = 4,

    /// <summary>OFPBCT_COMMIT_REPLY.</summary>
    CommitReply = 5,

    /// <summary>OFPBCT_DISCARD_REQUEST: forget them.</summary>
    DiscardRequest = 6,

    /// <summary>OFPBCT_DISCARD_REPLY.</summary>
    DiscardReply = 7,
}

/// <summary>How a bundle is carried out (ofp_bundle_flags).</summary>
[Flags]
public enum BundleModes : ushort
{
    /// <summary>One by one, in any order.</summary>
    None = 0,

    /// <summary>OFPBF_ATOMIC: all or nothing.</summary>
    Atomic = 1,

    /// <summary>OFPBF_ORDERED: in the order they were added.</summary>
    Ordered = 2,
}

/// <summary>Opens, ends or carries out a bundle, or says that it was done (ONFT_BUNDLE_CONTROL, ONF extension 230).</summary>
/// <param name="BundleId">Which, a number of the controller's.</param>
/// <param name="Type">What to do.</param>
/// <param name="Flags">How it is carried out; the same in all messages of a bundle.</param>
/// <param name="Properties">What follows, kept as it is.</param>
public sealed record BundleControl(uint BundleId, BundleControlType Type, BundleModes Flags, OctetString Properties = default) : ExperimenterMessage
{
    internal const uint ONFT_BUNDLE_CONTROL = 2300;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_BUNDLE_CONTROL;

    internal static BundleControl ReadRest(ref OpenFlowReader reader) =>
        new(reader.ReadUInt32(), (BundleControlType)reader.ReadUInt16(), (BundleModes)reader.ReadUInt16(), reader.ReadRest());

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt32(BundleId);
        writer.WriteUInt16((ushort)Type);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteBytes(Properties);
    }
}
