using System.Net;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Checks;

/// <summary>Which address a name in a check means.</summary>
public static class Addressing
{
    /// <summary>
    /// The address of a host or a switch as seen from another place: one that the sender shares a network with, else the first
    /// that is not a loopback, else the first.
    /// </summary>
    public static IPAddress? Of(DesiredState lab, string name, Place from)
    {
        var networks = lab.Interfaces.Where(i => i.Place == from).SelectMany(i => i.Addresses).Select(a => a.Network).ToList();
        var isSwitch = lab.Bridges.Any(b => b.Name == name) || lab.LinuxBridges.Any(b => b.Name == name);
        var own = lab.Interfaces.Where(i => isSwitch ? i.Name == name : i.Place.Host == name).OrderBy(i => i.Name == "lo").SelectMany(i => i.Addresses).ToList();
        return own.Select(a => a.Address).OrderByDescending(a => networks.Any(n => n.BaseAddress.AddressFamily == a.AddressFamily && n.Contains(a))).FirstOrDefault();
    }

    public static IPAddress? Of(DesiredState lab, CheckEnd end, Place from) => end.Address ?? (end.Name is { } name ? Of(lab, name, from) : null);

    /// <summary>The MAC address of the lab's interface that has an address; null when none has, or it is lo.</summary>
    public static MacAddress? MacOf(DesiredState lab, IPAddress address) =>
        lab.Interfaces.FirstOrDefault(i => i.Addresses.Any(a => a.Address.Equals(address)))?.Mac;

    /// <summary>The place a check starts from.</summary>
    public static Place PlaceOf(CheckEnd end) => end.Name is null or "root" ? Place.Root : new Place(end.Name);
}
