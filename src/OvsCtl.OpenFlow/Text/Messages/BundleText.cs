using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Bundles, and messages within messages of the ONF, in Open vSwitch's words.</summary>
internal static class BundleText
{
    private static readonly string?[] s_flags = ["atomic", "ordered"];

    private static readonly string[] s_types = ["OPEN_REQUEST", "OPEN_REPLY", "CLOSE_REQUEST", "CLOSE_REPLY", "COMMIT_REQUEST", "COMMIT_REPLY", "DISCARD_REQUEST", "DISCARD_REPLY"];

    public static string Control(BundleControl control)
    {
        var type = (int)control.Type < s_types.Length ? s_types[(int)control.Type] : "";
        return $"\n bundle_id={FieldText.Hex(control.BundleId)} type={type} flags={BitNames.Format((uint)control.Flags, s_flags, ' ')}";
    }

    /// <exception cref="OpenFlowProtocolException">The message in it is damaged, or may not be in a bundle.</exception>
    public static void AppendAdd(StringBuilder text, BundleAdd add, NestingLimit limit)
    {
        var inner = Inner(add.Content, OfpError.OFPBFC_BAD_VERSION);
        if (BinaryPrimitives.ReadUInt32BigEndian(inner[4..]) != add.Xid.Value) throw new OpenFlowProtocolException("The message in a bundle has another transaction id.", OfpError.OFPBFC_MSG_BAD_XID);
        if (!IsAllowed(inner)) throw new OpenFlowProtocolException("The message may not be in a bundle.", OfpError.OFPBFC_MSG_UNSUP);
        text.Append(CultureInfo.InvariantCulture, $"\n bundle_id={FieldText.Hex(add.BundleId)} flags={BitNames.Format((uint)add.Flags, s_flags, ' ')}\n");
        MessageText.AppendNested(text, inner, limit);
    }

    /// <exception cref="OpenFlowProtocolException">The message in it is damaged, or not of the two kinds that are forwarded.</exception>
    public static void AppendForward(StringBuilder text, RequestForward forward)
    {
        var message = OpenFlowCodec.Decode(Inner(forward.Request, OfpError.OFPBRC_BAD_VERSION));
        if (message is not (GroupMod or MeterMod)) throw new OpenFlowProtocolException("Only changes of groups and meters are forwarded.", OfpError.OFPBFC_MSG_UNSUP);
        text.Append(" reason=").Append(message is GroupMod ? "group_mod" : "meter_mod");
        SwitchText.TryAppend(text, message);
    }

    /// <summary>The message at the beginning of bytes that may hold more.</summary>
    /// <exception cref="OpenFlowProtocolException">There is none.</exception>
    public static ReadOnlySpan<byte> Inner(OctetString content, OfpError otherVersion)
    {
        if (!MessageHeader.TryPeek(content, out var header)) throw new OpenFlowProtocolException("The message in it is cut off.", OfpError.OFPBFC_MSG_BAD_LEN);
        if (header.Version != OpenFlowMessage.Version13) throw new OpenFlowProtocolException($"The message in it is of version 0x{header.Version:x2}.", otherVersion);
        if (header.Length < MessageHeader.Size || header.Length > content.Length) throw new OpenFlowProtocolException("The message in it is cut off.", OfpError.OFPBFC_MSG_BAD_LEN);
        return content.Span[..header.Length];
    }

    private static bool IsAllowed(ReadOnlySpan<byte> message)
    {
        try
        {
            var kind = MessageKind.Find(message, out var headersSize);
            kind.CheckSize(message.Length - headersSize);
            return kind.Name is "OFPT_PORT_MOD" or "OFPT_FLOW_MOD" or "OFPT_GROUP_MOD" or "OFPT_PACKET_OUT" or "NXT_FLOW_MOD";
        }
        catch (OpenFlowProtocolException)
        {
            // What is no message at all may not be in a bundle either, and Open vSwitch tells no more of it.
            return false;
        }
    }
}
