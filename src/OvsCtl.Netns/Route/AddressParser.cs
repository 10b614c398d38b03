using System.Net;
using System.Runtime.InteropServices;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWADDR.</summary>
internal static class AddressParser
{
    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<AddressEntry> addresses)
    {
        if (type != RTM_NEWADDR) return;
        if (payload.Length < IfAddrMsg.Size) throw new InvalidDataException($"Netlink address message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<IfAddrMsg>(payload);
        IPAddress? local = null;
        IPAddress? address = null;
        uint flags = info.ifa_flags;
        var reader = new AttributeReader(payload[IfAddrMsg.Size..]);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case IFA_LOCAL: local = reader.Address; break;
                case IFA_ADDRESS: address = reader.Address; break;
                case IFA_FLAGS: flags = reader.UInt32; break; // the header has room for eight bits only
            }
        }

        // On a point-to-point link IFA_ADDRESS is the other side's.
        if ((local ?? address) is not { } own) return;
        addresses.Add(new AddressEntry { IfIndex = info.ifa_index, Address = own, PrefixLength = info.ifa_prefixlen, Scope = info.ifa_scope, Flags = flags });
    }
}
