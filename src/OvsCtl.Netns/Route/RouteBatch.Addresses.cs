using System.Net;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <content>Addresses.</content>
public sealed partial class RouteBatch
{
    private static readonly AddressOptions s_plain = new();

    /// <summary>Adds an address. IPv6 without duplicate address detection: it works at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public RouteBatch AddAddress(LinkRef link, IPAddress address, int prefixLength) => AddAddress(link, address, prefixLength, s_plain);

    /// <summary>Adds an address, with more to it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    /// <exception cref="ArgumentException">The peer is of another family, the label is too long, or the address would be preferred for longer than valid.</exception>
    public RouteBatch AddAddress(LinkRef link, IPAddress address, int prefixLength, AddressOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Peer is { } peer && peer.AddressFamily != address.AddressFamily) throw new ArgumentException($"{peer} cannot be the peer of {address}: another address family.", nameof(options));
        if (options.Label is { Length: > LinkMessages.MaximumNameSize }) throw new ArgumentException($"'{options.Label}' is longer than any label: {LinkMessages.MaximumNameSize} bytes.", nameof(options));
        if (options.PreferredLifetime > options.ValidLifetime) throw new ArgumentException($"{address} cannot be preferred for longer than it is valid.", nameof(options));
        return Address("add", RTM_NEWADDR, options.Replace ? (ushort)(NLM_F_CREATE | NLM_F_REPLACE) : (ushort)(NLM_F_CREATE | NLM_F_EXCL), link, address, prefixLength, options);
    }

    /// <summary>Deletes an address. EADDRNOTAVAIL when the link does not have it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public RouteBatch DeleteAddress(LinkRef link, IPAddress address, int prefixLength) => Address("delete", RTM_DELADDR, 0, link, address, prefixLength, s_plain);

    private RouteBatch Address(string verb, ushort type, ushort flags, LinkRef link, IPAddress address, int prefixLength, AddressOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, address.GetAddressBytes().Length * 8);
        return Add(new RouteOperation($"{verb} address {address}/{prefixLength} on link {link}", type, flags, (writer, links, _) => RouteMessages.WriteAddress(writer, links[0], address, prefixLength, options)) { Links = [link] });
    }
}
