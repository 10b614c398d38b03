using System.Net;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.NeighbourAttributes;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <content>Neighbours.</content>
public sealed partial class RouteBatch
{
    /// <summary>Says where a neighbour is, so that nobody has to ask. An entry that is there already is changed.</summary>
    /// <param name="link">The interface that leads to it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="mac">Its hardware address, 6 bytes.</param>
    /// <param name="state">Permanent, unless it may grow old.</param>
    /// <param name="replace">False: EEXIST when there is an entry.</param>
    /// <exception cref="ArgumentException">The hardware address is not 6 bytes long.</exception>
    public RouteBatch AddNeighbour(LinkRef link, IPAddress address, byte[] mac, NeighbourState state = NeighbourState.Permanent, bool replace = true)
    {
        ArgumentNullException.ThrowIfNull(mac);
        LinkMessages.ValidateMac(mac);
        return Neighbour("add", RTM_NEWNEIGH, (ushort)(NLM_F_CREATE | (replace ? NLM_F_REPLACE : NLM_F_EXCL)), link, address, mac, state);
    }

    /// <summary>Deletes a neighbour's entry. ENOENT when there is none.</summary>
    public RouteBatch DeleteNeighbour(LinkRef link, IPAddress address) => Neighbour("delete", RTM_DELNEIGH, 0, link, address, null, NeighbourState.None);

    private RouteBatch Neighbour(string verb, ushort type, ushort flags, LinkRef link, IPAddress address, byte[]? mac, NeighbourState state)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Add(new RouteOperation($"{verb} neighbour {address} on link {link}", type, flags, (writer, links, _) =>
        {
            writer.Struct(new NdMsg { ndm_family = RouteMessages.Family(address), ndm_ifindex = links[0], ndm_state = (ushort)state });
            writer.Attribute(NDA_DST, address.GetAddressBytes());
            if (mac is not null) writer.Attribute(NDA_LLADDR, mac);
        })
        {
            Links = [link],
        });
    }
}
