using System.Net;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWADDR.</summary>
internal static class AddressParser
{
    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<AddressEntry> addresses)
    {
        if (type == RTM_NEWADDR && Parse(payload) is { } address) addresses.Add(address);
    }

    /// <summary>Null for an address of another family.</summary>
    public static AddressEntry? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < IfAddrMsg.Size) throw new InvalidDataException($"Netlink address message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<IfAddrMsg>(payload);
        if (info.ifa_family is not (Libc.AF_INET or Libc.AF_INET6)) return null;
        IPAddress? local = null;
        IPAddress? address = null;
        var entry = new AddressEntry { IfIndex = info.ifa_index, Address = IPAddress.None, PrefixLength = info.ifa_prefixlen, Scope = info.ifa_scope, Flags = info.ifa_flags };
        var reader = new AttributeReader(payload[IfAddrMsg.Size..]);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case IFA_LOCAL: local = reader.Address; break;
                case IFA_ADDRESS: address = reader.Address; break;
                case IFA_BROADCAST: entry = entry with { Broadcast = reader.Address }; break;
                case IFA_LABEL: entry = entry with { Label = reader.Text }; break;
                case IFA_FLAGS: entry = entry with { Flags = reader.UInt32 }; break; // the header has room for eight bits only
                case IFA_RT_PRIORITY: entry = entry with { Metric = reader.UInt32 }; break;
                case IFA_CACHEINFO:
                    var lifetimes = reader.Struct<IfaCacheInfo>();
                    entry = entry with { ValidLifetime = Lifetime(lifetimes.ifa_valid), PreferredLifetime = Lifetime(lifetimes.ifa_prefered) };
                    break;
            }
        }

        // On a point-to-point link IFA_ADDRESS is the other side's.
        if ((local ?? address) is not { } own) return null;
        return entry with { Address = own, Peer = local is not null && address is not null && !local.Equals(address) ? address : null };
    }

    private static TimeSpan? Lifetime(uint seconds) => seconds == IfaCacheInfo.Forever ? null : TimeSpan.FromSeconds(seconds);
}
