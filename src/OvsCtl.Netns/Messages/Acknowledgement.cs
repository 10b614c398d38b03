using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Messages;

/// <summary>The outcome of one request: <c>struct nlmsgerr</c>, linux/netlink.h, with its extended part.</summary>
internal readonly record struct Acknowledgement(int Errno, string? Message, int? Offset)
{
    private const ushort NLMSGERR_ATTR_MSG = 1;
    private const ushort NLMSGERR_ATTR_OFFS = 2;

    /// <summary>The exception for a failure; null for success.</summary>
    public NetlinkException? ToException(string operation) => Errno == 0 ? null : new NetlinkException(Errno, operation, Message, Offset);

    /// <summary>Reads an NLMSG_ERROR.</summary>
    public static Acknowledgement ParseError(NetlinkHeader header, ReadOnlySpan<byte> payload)
    {
        // s32 error, the request's header, its payload unless capped, attributes if so flagged
        if (payload.Length < 4 + NetlinkHeader.Size) throw new InvalidDataException($"Netlink acknowledgement of {payload.Length} bytes.");
        var errno = -MemoryMarshal.Read<int>(payload);
        if ((header.nlmsg_flags & NetlinkHeader.NLM_F_ACK_TLVS) == 0) return new Acknowledgement(errno, null, null);
        var request = MemoryMarshal.Read<NetlinkHeader>(payload[4..]);
        var skip = (header.nlmsg_flags & NetlinkHeader.NLM_F_CAPPED) != 0 ? NetlinkHeader.Size : (request.nlmsg_len + 3L) & ~3L;
        if (skip > payload.Length - 4) throw new InvalidDataException($"Netlink acknowledgement repeats {request.nlmsg_len} bytes in {payload.Length}.");
        return ParseExtended(errno, payload[(4 + (int)skip)..]);
    }

    /// <summary>Reads an NLMSG_DONE, which may carry an error that ended the dump early.</summary>
    public static Acknowledgement ParseDone(NetlinkHeader header, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 4) return default;
        var errno = -MemoryMarshal.Read<int>(payload);
        return (header.nlmsg_flags & NetlinkHeader.NLM_F_ACK_TLVS) == 0 ? new Acknowledgement(errno, null, null) : ParseExtended(errno, payload[4..]);
    }

    private static Acknowledgement ParseExtended(int errno, ReadOnlySpan<byte> attributes)
    {
        string? message = null;
        int? offset = null;
        var reader = new AttributeReader(attributes);
        while (reader.Read())
        {
            if (reader.Type == NLMSGERR_ATTR_MSG) message = reader.Text;
            else if (reader.Type == NLMSGERR_ATTR_OFFS) offset = reader.Int32;
        }

        return new Acknowledgement(errno, message, offset);
    }
}
