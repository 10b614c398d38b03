namespace OvsCtl.OpenFlow;

/// <summary>Adds a message to a bundle (ONFT_BUNDLE_ADD_MESSAGE, ONF extension 230).</summary>
/// <param name="BundleId">Which bundle.</param>
/// <param name="Flags">How the bundle is carried out.</param>
/// <param name="Content">The message with its header, which has the same transaction id as this one; then properties of the bundle.</param>
public sealed record BundleAdd(uint BundleId, BundleModes Flags, OctetString Content) : ExperimenterMessage
{
    internal const uint ONFT_BUNDLE_ADD_MESSAGE = 2301;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_BUNDLE_ADD_MESSAGE;

    internal static BundleAdd ReadRest(ref OpenFlowReader reader)
    {
        // bundle_id:4 pad:2 flags:2 message
        var bundle = reader.ReadUInt32();
        reader.Skip(2);
        return new BundleAdd(bundle, (BundleModes)reader.ReadUInt16(), reader.ReadRest());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt32(BundleId);
        writer.WriteZeros(2);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteBytes(Content);
    }
}
