using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sets a bit to whether the packet is larger than a size (NXAST_CHECK_PKT_LARGER).</summary>
/// <param name="Length">The size in bytes.</param>
/// <param name="Destination">The bit.</param>
public sealed record CheckPacketLarger(ushort Length, Subfield Destination) : NiciraAction
{
    internal override ushort Subtype => 49;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"check_pkt_larger({Length})->{Destination}");

    internal static CheckPacketLarger ReadBody(ref OpenFlowReader reader)
    {
        // pkt_len:2 offset:2 dst
        var length = reader.ReadUInt16();
        var offset = reader.ReadUInt16();
        return new CheckPacketLarger(length, new Subfield(ReadField(ref reader), offset, 1));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Length);
        writer.WriteUInt16((ushort)Destination.Offset);
        WriteField(writer, Destination.Field);
        writer.WriteZeros(10 - 4 - Destination.Field.ExperimenterSize);
    }
}
