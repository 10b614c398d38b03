namespace OvsCtl.OpenFlow;

/// <summary>Who made the switch (OFPMP_DESC, ofp_desc).</summary>
/// <param name="Manufacturer">At most 256 bytes.</param>
/// <param name="Hardware">At most 256 bytes.</param>
/// <param name="Software">At most 256 bytes.</param>
/// <param name="SerialNumber">At most 32 bytes.</param>
/// <param name="Datapath">A name for people, at most 256 bytes.</param>
public sealed record DescReply(string Manufacturer, string Hardware, string Software, string SerialNumber, string Datapath) : MultipartReply
{
    private const int DESC_STR_LEN = 256;
    private const int SERIAL_NUM_LEN = 32;

    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Desc;

    internal static DescReply ReadPart(ref OpenFlowReader reader) => new(
        WireText.Read(reader.ReadSpan(DESC_STR_LEN)),
        WireText.Read(reader.ReadSpan(DESC_STR_LEN)),
        WireText.Read(reader.ReadSpan(DESC_STR_LEN)),
        WireText.Read(reader.ReadSpan(SERIAL_NUM_LEN)),
        WireText.Read(reader.ReadSpan(DESC_STR_LEN)));

    internal override void WritePart(OpenFlowWriter writer)
    {
        WireText.Write(writer, Manufacturer, DESC_STR_LEN);
        WireText.Write(writer, Hardware, DESC_STR_LEN);
        WireText.Write(writer, Software, DESC_STR_LEN);
        WireText.Write(writer, SerialNumber, SERIAL_NUM_LEN);
        WireText.Write(writer, Datapath, DESC_STR_LEN);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        throw new OpenFlowProtocolException("A description has one part only.");
}
