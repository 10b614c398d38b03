using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>The extension headers between an IPv6 header and what it carries (RFC 8200 §4).</summary>
internal static class Ipv6Extensions
{
    private const byte HopByHop = 0, Routing = 43, FragmentHeader = 44, Authentication = 51, Destination = 60;

    /// <param name="rest">What follows the IPv6 header; afterwards, what follows the extensions.</param>
    /// <param name="next">The type of the first of them.</param>
    /// <param name="protocol">The type of what follows the last.</param>
    /// <param name="fragment">Whether the packet is a fragment, and whether it is a later one.</param>
    /// <returns>False when a header is cut off.</returns>
    public static bool TrySkip(ref ReadOnlySpan<byte> rest, byte next, out byte protocol, out byte fragment)
    {
        fragment = 0;
        for (protocol = next; protocol is HopByHop or Routing or FragmentHeader or Authentication or Destination;)
        {
            if (rest.Length < 8) return false;
            var size = protocol switch
            {
                FragmentHeader => 8,
                Authentication => (rest[1] + 2) * 4,
                _ => (rest[1] + 1) * 8,
            };
            if (protocol == FragmentHeader && BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) is var offset and not 0)
            {
                fragment = PacketHeaders.FragmentAny;
                if ((offset & 0xfff8) != 0)
                {
                    // What a later fragment carries is not the beginning of any header.
                    fragment |= PacketHeaders.FragmentLater;
                    rest = rest[8..];
                    return true;
                }
            }

            protocol = rest[0];
            if (size > rest.Length) return false;
            rest = rest[size..];
        }

        return true;
    }
}
