using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Takes the outermost header off (NXAST_DECAP).</summary>
/// <param name="PacketType">What is left: name space and type; 0x0000fffe for what the header says.</param>
public sealed record Decapsulate(uint PacketType) : NiciraAction
{
    internal override ushort Subtype => 47;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => PacketType == 0x0000fffe ? "decap()" : string.Create(CultureInfo.InvariantCulture, $"decap(packet_type(ns={PacketType >> 16},type={FieldText.Hex(PacketType & 0xffff)}))");

    internal static Decapsulate ReadBody(ref OpenFlowReader reader)
    {
        reader.Skip(2);
        return new Decapsulate(reader.ReadUInt32());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(2);
        writer.WriteUInt32(PacketType);
    }
}
