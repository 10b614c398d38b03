using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Messages as <c>ovs-ofctl ofp-print</c> writes them.</summary>
public static class MessageText
{
    private const ushort OFPMPF_MORE = 1;
    private const byte NewestVersion = 0x06;

    /// <summary>Writes a message in words, also when it is damaged: then the text says what is wrong and shows the bytes.</summary>
    /// <param name="bytes">The message with its header, and nothing else.</param>
    /// <param name="withPayload">Whether the payload of echo messages is shown.</param>
    public static MessageDump Dump(ReadOnlySpan<byte> bytes, bool withPayload = true)
    {
        var text = new StringBuilder();
        try
        {
            var error = Append(text, bytes, new NestingLimit(withPayload));
            return new MessageDump(text.ToString(), TryDecode(bytes), error);
        }
        catch (OpenFlowTextException e)
        {
            return new MessageDump("", TryDecode(bytes), e);
        }
    }

    /// <summary>The message as ovs-ofctl writes it, with the line end it has there.</summary>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">The message takes more than 65,535 bytes.</exception>
    public static string Format(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var writer = new OpenFlowWriter();
        OpenFlowCodec.Write(writer, message, message.Xid);
        return Dump(writer.Written).Text;
    }

    /// <summary>Writes a message within another one.</summary>
    internal static void AppendNested(StringBuilder text, ReadOnlySpan<byte> bytes, NestingLimit limit) => Append(text, bytes, limit.Next());

    private static OpenFlowProtocolException? Append(StringBuilder text, ReadOnlySpan<byte> bytes, NestingLimit limit)
    {
        if (bytes.Length < MessageHeader.Size) return AppendTooShort(text, bytes);
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (length != bytes.Length) return AppendWrongLength(text, bytes, length);

        var start = text.Length;
        OpenFlowProtocolException? error = null;
        try
        {
            var kind = FindKind(bytes, out var headersSize);
            kind.CheckSize(bytes.Length - headersSize);
            AppendName(text, kind, bytes);
            var named = text.Length;
            try
            {
                if (MessageKind.IsMultipart(bytes[1])) AppendMultipartFlags(text, BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]));
                AppendBody(text, bytes, limit);
            }
            catch (OpenFlowProtocolException)
            {
                if (text.Length == named) text.Append(' ');
                else EndLine(text, start);
                throw;
            }
        }
        catch (OpenFlowProtocolException e)
        {
            // What a decoder does not call by name is nearly always that something does not fit into what holds it.
            text.Append(CultureInfo.InvariantCulture, $"***decode error: {e.Error?.Name ?? nameof(OfpError.OFPBRC_BAD_LEN)}***\n");
            HexDump.AppendTo(text, bytes);
            error = e;
        }

        EndLine(text, start);
        return error;
    }

    private static void AppendBody(StringBuilder text, ReadOnlySpan<byte> bytes, NestingLimit limit)
    {
        // Open vSwitch shows as much of a HELLO as it understands; nothing in it is an error.
        if ((MessageType)bytes[1] == MessageType.Hello)
        {
            HandshakeText.AppendHello(text, bytes);
            return;
        }

        OpenFlowMessage message;
        try
        {
            message = OpenFlowCodec.Decode(bytes);
        }
        catch (OpenFlowProtocolException e) when (e.Decoded is { } decoded)
        {
            SwitchText.AppendDecoded(text, decoded);
            throw;
        }

        switch (message)
        {
            case var one when SwitchText.TryAppend(text, one): break;
            case ErrorMessage error: ErrorText.Append(text, error, limit); break;
            case EchoRequest echo: HandshakeText.AppendEcho(text, echo.Data, limit.WithPayload); break;
            case EchoReply echo: HandshakeText.AppendEcho(text, echo.Data, limit.WithPayload); break;
            case BundleAdd add: BundleText.AppendAdd(text, add, limit); break;
            case RequestForward forward: BundleText.AppendForward(text, forward); break;
            default: text.Append(Body(message)); break;
        }
    }

    private static OpenFlowMessage? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return MessageHeader.TryPeek(bytes, out var header) && header.Length == bytes.Length ? OpenFlowCodec.Decode(bytes) : null;
        }
        catch (OpenFlowProtocolException)
        {
            // What is wrong was found when the text was made, and is reported with it.
            return null;
        }
    }

    /// <summary>What follows the name and the colon. To add a message: a line.</summary>
    private static string Body(OpenFlowMessage message) => message switch
    {
        BarrierRequest or BarrierReply or FeaturesRequest or GetConfigRequest or DescRequest => "",
        FeaturesReply features => HandshakeText.Features(features),
        GetConfigReply config => HandshakeText.Config(config.Flags, config.MissSendLength),
        SetConfig config => HandshakeText.Config(config),
        GetAsyncRequest or FlowAge or TlvTableRequest or FlowMonitorPaused or FlowMonitorResumed => "",
        PacketIn packetIn => PacketInText.Format(packetIn),
        PacketOut packetOut => PacketOutText.Format(packetOut),
        FlowRemoved removed => FlowRemovedText.Format(removed),
        GetAsyncReply reply => AsyncConfigText.Format(reply.Config),
        SetAsync set => AsyncConfigText.Format(set.Config),
        NiciraPacketIn packetIn => PacketInPropertiesText.Format(packetIn),
        PacketInProperties packetIn => PacketInPropertiesText.Format(packetIn),
        NiciraFlowRemoved removed => NiciraText.Format(removed),
        NiciraRoleRequest request => NiciraText.Role(request.Role),
        NiciraRoleReply reply => NiciraText.Role(reply.Role),
        NiciraSetAsync set => AsyncConfigText.Format(set.Config),
        SetAsyncProperties set => AsyncConfigText.Format(set),
        FlowModTableId set => set.IsEnabled ? " enable" : " disable",
        SetPacketInFormat set => NiciraText.Format(set),
        SetControllerId set => string.Create(CultureInfo.InvariantCulture, $" id={set.Id}"),
        TlvTableMod mod => NiciraText.Format(mod),
        TlvTableReply reply => NiciraText.Format(reply),
        CtFlushZone flush => string.Create(CultureInfo.InvariantCulture, $" zone_id={flush.Zone}"),
        CtFlush flush => CtFlushText.Format(flush),
        FlowMonitorCancel cancel => string.Create(CultureInfo.InvariantCulture, $" id={cancel.MonitorId}"),
        PortStatus status => PortStatusText.Format(status),
        RoleStatus status => RoleText.Status(status),
        BundleControl control => BundleText.Control(control),
        RoleRequest request => RoleText.Request(request),
        RoleReply reply => RoleText.Reply(reply),
        FlowMod flow => FlowModText.Format(flow),
        DescReply desc => $"\nManufacturer: {desc.Manufacturer}\nHardware: {desc.Hardware}\nSoftware: {desc.Software}\nSerial Num: {desc.SerialNumber}\nDP Description: {desc.Datapath}",
        _ => throw new OpenFlowTextException($"A message of type {message.MessageType} in version 0x{message.Version:x2} has no text here."),
    };

    private static MessageKind FindKind(ReadOnlySpan<byte> bytes, out int headersSize)
    {
        var kind = MessageKind.Find(bytes, out headersSize);
        var version = bytes[0];
        if (version == OpenFlowMessage.Version13 || (kind.IsInEveryVersion && version != 0)) return kind;
        if (version is > 0 and <= NewestVersion) throw new OpenFlowTextException($"A message of version 0x{version:x2} has no text here; OpenFlow 1.3 is 0x04.");
        throw new OpenFlowProtocolException($"There is no version 0x{version:x2} of OpenFlow.", headersSize > MessageHeader.Size ? OfpError.OFPBRC_BAD_SUBTYPE : OfpError.OFPBRC_BAD_TYPE);
    }

    private static OpenFlowProtocolException AppendTooShort(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) text.Append("OpenFlow message is empty\n");
        else text.Append(CultureInfo.InvariantCulture, $"OpenFlow packet too short (only {bytes.Length} bytes):\n");
        HexDump.AppendTo(text, bytes);
        return new OpenFlowProtocolException($"The message has {bytes.Length} bytes; its header alone has {MessageHeader.Size}.", OfpError.OFPBRC_BAD_LEN);
    }

    private static OpenFlowProtocolException AppendWrongLength(StringBuilder text, ReadOnlySpan<byte> bytes, int length)
    {
        if (length < bytes.Length)
        {
            text.Append(CultureInfo.InvariantCulture, $"(***only uses {length} bytes out of {bytes.Length}***)\n");
        }
        else
        {
            AppendNameIfKnown(text, bytes);
            text.Append(CultureInfo.InvariantCulture, $"(***truncated to {bytes.Length} bytes from {length}***)\n");
        }

        HexDump.AppendTo(text, bytes);
        return new OpenFlowProtocolException($"The message says it has {length} bytes, but has {bytes.Length}.", OfpError.OFPBRC_BAD_LEN);
    }

    private static void AppendNameIfKnown(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        try
        {
            AppendName(text, FindKind(bytes, out _), bytes);
            text.Append('\n');
        }
        catch (OpenFlowProtocolException)
        {
            // Only the name is left out: that the message is cut off is what the text tells of.
        }
    }

    private static void AppendName(StringBuilder text, MessageKind kind, ReadOnlySpan<byte> bytes)
    {
        var version = bytes[0] switch
        {
            1 => "",
            2 => " (OF1.1)",
            3 => " (OF1.2)",
            4 => " (OF1.3)",
            5 => " (OF1.4)",
            6 => " (OF1.5)",
            _ => $" (OF 0x{bytes[0]:x2})",
        };
        text.Append(CultureInfo.InvariantCulture, $"{kind.Name}{version} (xid=0x{BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]):x}):");
    }

    private static void AppendMultipartFlags(StringBuilder text, ushort flags)
    {
        if (flags == 0) return;
        text.Append(" flags=");
        if ((flags & OFPMPF_MORE) != 0) text.Append("[more]");
        if ((flags & ~OFPMPF_MORE) != 0) text.Append(CultureInfo.InvariantCulture, $"[***unknown flags 0x{flags & ~OFPMPF_MORE:x4}***]");
    }

    private static void EndLine(StringBuilder text, int start)
    {
        if (text.Length > start && text[^1] == ' ') text.Length--;
        if (text.Length > start && text[^1] != '\n') text.Append('\n');
    }
}
