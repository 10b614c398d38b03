using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>Bundles in OpenFlow 1.3 (ONF extension 230, EXT-230): flow-mods that are done all together or not at all.</summary>
internal static class BundleMessages
{
    private const MessageType OFPT_EXPERIMENTER = (MessageType)4;
    private const uint ONF_EXPERIMENTER_ID = 0x4f4e4600;
    private const uint ONF_ET_BUNDLE_CONTROL = 2300, ONF_ET_BUNDLE_ADD_MESSAGE = 2301;
    private const ushort OFPBF_ATOMIC = 1, OFPBF_ORDERED = 2;

    internal enum Control : ushort
    {
        OpenRequest = 0,
        CommitRequest = 4,
        DiscardRequest = 6,
    }

    public static RawMessage For(Control control, uint bundle)
    {
        // experimenter:4 exp_type:4 bundle_id:4 type:2 flags:2
        var body = new byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(body, ONF_EXPERIMENTER_ID);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), ONF_ET_BUNDLE_CONTROL);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(8), bundle);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(12), (ushort)control);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(14), OFPBF_ATOMIC | OFPBF_ORDERED);
        return new RawMessage(OFPT_EXPERIMENTER, body);
    }

    public static void WriteAdd(OpenFlowWriter writer, uint bundle, OpenFlowMessage message, Xid xid)
    {
        var start = writer.Position;
        writer.WriteByte(OpenFlowMessage.Version13);
        writer.WriteByte((byte)OFPT_EXPERIMENTER);
        writer.WriteUInt16(0);
        writer.WriteUInt32(xid.Value);
        writer.WriteUInt32(ONF_EXPERIMENTER_ID);
        writer.WriteUInt32(ONF_ET_BUNDLE_ADD_MESSAGE);
        writer.WriteUInt32(bundle);
        writer.WriteZeros(2);
        writer.WriteUInt16(OFPBF_ATOMIC | OFPBF_ORDERED);

        // Both must have the same id.
        OpenFlowCodec.Write(writer, message, xid);
        writer.PatchLength(start + 2, writer.Position - start);
    }
}
