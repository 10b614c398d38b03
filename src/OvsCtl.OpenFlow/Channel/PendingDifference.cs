using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>A request for flows whose reply is compared part by part instead of kept.</summary>
internal sealed class PendingDifference(FlowIndex index, long maxReplySize) : PendingRequest(typeof(FlowStatsReply), maxReplySize)
{
    private const int EntriesAt = MessageHeader.Size + 8;
    private const ushort OFPMPF_REPLY_MORE = 1;
    private static readonly FlowStatsReply s_compared = new([]);

    public override bool TakesRaw(ReadOnlySpan<byte> message) =>
        message.Length >= EntriesAt && (MessageType)message[1] == MessageType.MultipartReply && (MultipartType)BinaryPrimitives.ReadUInt16BigEndian(message[8..]) == MultipartType.Flow;

    public override bool AcceptRaw(ReadOnlySpan<byte> message)
    {
        // header:8 type:2 flags:2 pad:4, then flows that begin with their length
        if (!CountSize(message.Length)) return true;
        for (var rest = message[EntriesAt..]; !rest.IsEmpty;)
        {
            var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length < 2 || length > rest.Length) throw new OpenFlowProtocolException($"A flow says it has {length} bytes where {rest.Length} are left.");
            index.Cross(rest[..length]);
            rest = rest[length..];
        }

        if ((BinaryPrimitives.ReadUInt16BigEndian(message[10..]) & OFPMPF_REPLY_MORE) != 0) return false;
        Complete(s_compared);
        return true;
    }
}
