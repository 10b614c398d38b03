namespace OvsCtl.OpenFlow;

/// <summary>Removes a tunnel option (NXAST_DELETE_FIELD).</summary>
/// <param name="Field">One of tun_metadata0 to tun_metadata63.</param>
public sealed record DeleteField(MatchField Field) : NiciraAction
{
    internal override ushort Subtype => 50;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "delete_field:" + Field.Name;

    internal override void WriteRest(OpenFlowWriter writer)
    {
        WriteField(writer, Field);
        writer.WriteZeros(14 - 4 - Field.ExperimenterSize);
    }
}
