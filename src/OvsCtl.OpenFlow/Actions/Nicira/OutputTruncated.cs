using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Outputs the first bytes of the packet (NXAST_OUTPUT_TRUNC).</summary>
/// <param name="Port">The port.</param>
/// <param name="MaxLength">How many bytes, at least 14.</param>
public sealed record OutputTruncated(PortNumber Port, uint MaxLength) : NiciraAction
{
    internal override ushort Subtype => 39;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"output(port={PortText.Format(Port, portName)},max_len={MaxLength})");

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(ToPort16(Port));
        writer.WriteUInt32(MaxLength);
    }
}
