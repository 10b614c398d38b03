using System.Net;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using static OvsCtl.Netns.Messages.NeighbourAttributes;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWNEIGH.</summary>
internal static class NeighbourParser
{
    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<Neighbour> neighbours)
    {
        if (type == RTM_NEWNEIGH && Parse(payload) is { } neighbour) neighbours.Add(neighbour);
    }

    /// <summary>Null for an entry that is none of IP's, such as one of a bridge's forwarding table.</summary>
    public static Neighbour? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NdMsg.Size) throw new InvalidDataException($"Netlink neighbour message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<NdMsg>(payload);
        if (info.ndm_family is not (Libc.AF_INET or Libc.AF_INET6)) return null;
        IPAddress? address = null;
        byte[] linkAddress = [];
        var reader = new AttributeReader(payload[NdMsg.Size..]);
        while (reader.Read())
        {
            if (reader.Type == NDA_DST) address = reader.Address;
            else if (reader.Type == NDA_LLADDR) linkAddress = reader.Payload.ToArray();
        }

        return address is null ? null : new Neighbour
        {
            IfIndex = info.ndm_ifindex,
            Address = address,
            LinkAddress = linkAddress,
            State = (NeighbourState)info.ndm_state,
            IsRouter = (info.ndm_flags & NdMsg.NTF_ROUTER) != 0,
            IsProxy = (info.ndm_flags & NdMsg.NTF_PROXY) != 0,
        };
    }
}
