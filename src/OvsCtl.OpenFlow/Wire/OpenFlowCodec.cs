using System.Buffers;

namespace OvsCtl.OpenFlow;

/// <summary>Messages from and to bytes. To add a message: a record, and a line in <see cref="DecodeBody"/>.</summary>
public static class OpenFlowCodec
{
    /// <summary>Takes the next message off a buffer.</summary>
    /// <param name="buffer">What has come; when true is returned, what follows the message.</param>
    /// <param name="message">The message, when true is returned.</param>
    /// <returns>False, with the buffer unchanged, when the message has not come completely.</returns>
    /// <exception cref="OpenFlowProtocolException">The bytes are no OpenFlow message. What follows them cannot be found.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out OpenFlowMessage message)
    {
        // Null only when false is returned: the signature with a plain 'out' reads better at every caller.
        message = null!;
        if (!MessageHeader.TryPeek(buffer, out var header)) return false;
        if (header.Length < MessageHeader.Size) throw new OpenFlowProtocolException($"A message says it has {header.Length} bytes; its header alone has {MessageHeader.Size}.");
        if (buffer.Length < header.Length) return false;

        var body = buffer.Slice(MessageHeader.Size, header.Length - MessageHeader.Size);
        if (body.IsSingleSegment)
        {
            message = Decode(header, body.FirstSpan);
        }
        else
        {
            var rented = ArrayPool<byte>.Shared.Rent(header.Length);
            body.CopyTo(rented);
            try
            {
                message = Decode(header, rented.AsSpan(0, (int)body.Length));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }

        buffer = buffer.Slice(header.Length);
        return true;
    }

    /// <summary>Appends a message.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">The message takes more than 65,535 bytes.</exception>
    public static void Write(IBufferWriter<byte> output, OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(message);
        var writer = new OpenFlowWriter();
        Write(writer, message, message.Xid);
        output.Write(writer.Written);
    }

    internal static void Write(OpenFlowWriter writer, OpenFlowMessage message, Xid xid)
    {
        // version:1 type:1 length:2 xid:4
        var start = writer.Position;
        writer.WriteByte(message.Version);
        writer.WriteByte((byte)message.MessageType);
        writer.WriteUInt16(0);
        writer.WriteUInt32(xid.Value);
        message.WriteBody(writer);
        writer.PatchLength(start + 2, writer.Position - start);
    }

    /// <summary>Reads one whole message.</summary>
    /// <exception cref="OpenFlowProtocolException">The bytes are no OpenFlow message.</exception>
    internal static OpenFlowMessage Decode(ReadOnlySpan<byte> message)
    {
        if (!MessageHeader.TryPeek(message, out var header)) throw new OpenFlowProtocolException("The header is not complete.", OfpError.OFPBRC_BAD_LEN);
        return Decode(header, message[MessageHeader.Size..]);
    }

    private static OpenFlowMessage Decode(MessageHeader header, ReadOnlySpan<byte> body)
    {
        var reader = new OpenFlowReader(body);
        var message = DecodeBody(header, ref reader);
        reader.ExpectEnd($"A message of type {header.Type}");
        return message with { Version = header.Version, Xid = header.Xid };
    }

    private static OpenFlowMessage DecodeBody(MessageHeader header, ref OpenFlowReader reader)
    {
        // Only these four have the same layout in every version.
        switch (header.Type)
        {
            case MessageType.Hello: return Hello.ReadBody(ref reader);
            case MessageType.Error: return ErrorMessage.ReadBody(ref reader);
            case MessageType.EchoRequest: return new EchoRequest(reader.ReadRest());
            case MessageType.EchoReply: return new EchoReply(reader.ReadRest());
        }

        if (header.Version != OpenFlowMessage.Version13) return new RawMessage(header.Type, reader.ReadRest());
        return header.Type switch
        {
            MessageType.Experimenter => ExperimenterMessage.ReadBody(ref reader),
            MessageType.FeaturesRequest => new FeaturesRequest(),
            MessageType.FeaturesReply => FeaturesReply.ReadBody(ref reader),
            MessageType.GetConfigRequest => new GetConfigRequest(),
            MessageType.GetConfigReply => GetConfigReply.ReadBody(ref reader),
            MessageType.SetConfig => SetConfig.ReadBody(ref reader),
            MessageType.PacketIn => PacketIn.ReadBody(ref reader),
            MessageType.FlowRemoved => FlowRemoved.ReadBody(ref reader),
            MessageType.PortStatus => PortStatus.ReadBody(ref reader),
            MessageType.PacketOut => PacketOut.ReadBody(ref reader),
            MessageType.FlowMod => FlowMod.ReadBody(ref reader),
            MessageType.GroupMod => GroupMod.ReadBody(ref reader),
            MessageType.PortMod => PortMod.ReadBody(ref reader),
            MessageType.TableMod => TableMod.ReadBody(ref reader),
            MessageType.MultipartRequest => MultipartRequest.ReadBody(ref reader),
            MessageType.MultipartReply => MultipartReply.ReadBody(ref reader),
            MessageType.BarrierRequest => new BarrierRequest(),
            MessageType.BarrierReply => new BarrierReply(),
            MessageType.QueueGetConfigRequest => QueueGetConfigRequest.ReadBody(ref reader),
            MessageType.QueueGetConfigReply => QueueGetConfigReply.ReadBody(ref reader),
            MessageType.MeterMod => MeterMod.ReadBody(ref reader),
            MessageType.RoleRequest => RoleRequest.ReadBody(ref reader),
            MessageType.RoleReply => RoleReply.ReadBody(ref reader),
            MessageType.GetAsyncRequest => new GetAsyncRequest(),
            MessageType.GetAsyncReply => new GetAsyncReply(AsyncConfig.Read(ref reader)),
            MessageType.SetAsync => new SetAsync(AsyncConfig.Read(ref reader)),
            _ => new RawMessage(header.Type, reader.ReadRest()),
        };
    }
}
