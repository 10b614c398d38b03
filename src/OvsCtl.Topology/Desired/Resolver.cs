using System.Net.Sockets;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

/// <summary>Turns a lab file's records into the objects that must exist. Pure, and total over what <see cref="LabFile"/> lets through.</summary>
public static class Resolver
{
    // For interfaces that are to come it is set along (addrconf_disable_ipv6, net/ipv6/addrconf.c).
    private const string DisableIpv6 = "net.ipv6.conf.all.disable_ipv6";

    /// <summary>Namespaces other than the network's live as long as a process in them.</summary>
    private const string Sleeper = "exec sleep infinity";

    public const string Ipv4Forward = "net.ipv4.ip_forward";
    public const string Ipv6Forward = "net.ipv6.conf.all.forwarding";

    /// <param name="lab">The lab file's records.</param>
    /// <param name="datapathType"><c>netdev</c> for the userspace datapath, <c>system</c> where the kernel has its own.</param>
    public static DesiredState Resolve(LabSpec lab, string datapathType = "netdev")
    {
        var switches = lab.Switches.ToDictionary(s => s.Name);
        var cabling = new Cabling(lab, switches);
        foreach (var host in lab.Hosts)
            foreach (var attachment in host.Attachments)
                cabling.Attach(host, attachment);
        foreach (var link in lab.Links) cabling.Connect(link);
        var state = new DesiredState
        {
            Lab = lab.Name,
            Hosts = [.. lab.Hosts.Select(h => Host(lab, h))],
            Bridges = [.. lab.Switches.Where(s => s.Kind == SwitchKind.Ovs).Select(s => Bridge(lab, s, datapathType, cabling.PortsOf(s.Name)))],
            LinuxBridges = [.. lab.Switches.Where(s => s.Kind == SwitchKind.Linux).Select(s => new DesiredLinuxBridge(s.Name, SwitchInterface(lab, s)))],
            Cables = cabling.Cables,
            Adoptions = [.. lab.Hosts.SelectMany(h => h.Adopt, Adoption)],
        };
        return state with { Routes = [.. HostRoutes(lab), .. RootRoutes(lab, state)], NatTables = NatTables(lab, state) };
    }

    private static DesiredHost Host(LabSpec lab, HostSpec host)
    {
        var hasIpv6 = host.Loopback.Any(IsIpv6)
            || host.Attachments.Select(a => a.Address).Concat(host.Adopt.Select(a => a.Address)).Any(a => a is { } address && IsIpv6(address))
            || lab.Links.SelectMany(l => new[] { l.A, l.B }).Any(e => e.Kind == LinkEndKind.Host && e.Name == host.Name && e.Address is { } address && IsIpv6(address));
        var forwards = host.Forward || lab.Nat.Any(n => n.In == host.Name) || lab.Forwards.Any(f => f.In == host.Name);
        // Link-local addresses of hosts that never speak IPv6 delay the first packets of a large lab by seconds.
        var sysctls = new Dictionary<string, string>
        {
            [Ipv4Forward] = forwards ? "1" : "0",
            [DisableIpv6] = hasIpv6 ? "0" : "1",
        };
        if (hasIpv6) sysctls[Ipv6Forward] = forwards ? "1" : "0";
        foreach (var (name, value) in host.Sysctl) sysctls[name] = value;
        return new DesiredHost
        {
            Name = host.Name,
            Loopback = new DesiredInterface { Place = new(host.Name), Name = "lo", Purpose = $"host {host.Name}", Addresses = host.Loopback },
            Sysctls = sysctls,
            Process = host.Run is null && host.Isolate == Isolation.None ? null : new DesiredProcess(host.Name, host.Run ?? Sleeper, host.Env) { Isolation = host.Isolate },
        };
    }

    private static DesiredAdoption Adoption(HostSpec host, AdoptionSpec spec) => new(
        new DesiredInterface
        {
            Place = new(host.Name),
            Name = spec.Name,
            // What it was before takes this place once that is known: see AdoptedState.
            Purpose = "",
            Addresses = spec.Address is { } address ? [address] : [],
            Shape = spec.Shape?.Completed(),
            IsAdopted = true,
        },
        spec.MayBeAbsent);

    private static DesiredBridge Bridge(LabSpec lab, SwitchSpec spec, string datapathType, IReadOnlyList<DesiredPort> ports) => new()
    {
        Name = spec.Name,
        DatapathType = datapathType,
        Controller = spec.Controller,
        Interface = SwitchInterface(lab, spec),
        DatapathId = spec.DatapathId,
        Ports = ports,
    };

    private static DesiredInterface SwitchInterface(LabSpec lab, SwitchSpec spec) => new()
    {
        Place = new(spec.In),
        Name = spec.Name,
        Purpose = $"switch {spec.Name}",
        Mac = spec.Mac ?? MacAddresses.Derive(lab.Name, spec.Name, spec.Name),
        Mtu = spec.Mtu,
        Addresses = spec.Address is { } address ? [address] : [],
    };

    private static IEnumerable<DesiredRoute> HostRoutes(LabSpec lab) =>
        from host in lab.Hosts
        from route in host.Routes
        select new DesiredRoute(new(host.Name), route.Destination, route.Via, route.Dev);

    /// <summary>
    /// A host on a cable to root may have addresses that no connected route covers (its loopbacks, standing for the world outside):
    /// root reaches each through that host. A default route would do too, but would take over the machine's own.
    /// </summary>
    private static IEnumerable<DesiredRoute> RootRoutes(LabSpec lab, DesiredState state) =>
        from cable in state.Cables
        from ends in new[] { (Near: cable.A, Far: cable.B), (Near: cable.B, Far: cable.A) }
        where ends.Near.Place.IsRoot && ends.Near.Master is null && ends.Near.Addresses.Count > 0 && !ends.Far.Place.IsRoot
        from gateway in ends.Far.Addresses.Take(1)
        from loopback in lab.Hosts.Where(h => h.Name == ends.Far.Place.Host).SelectMany(h => h.Loopback)
        where loopback.Address.AddressFamily == gateway.Address.AddressFamily
        select new DesiredRoute(Place.Root, loopback.Network, gateway.Address, ends.Near.Name);

    private static List<DesiredNatTable> NatTables(LabSpec lab, DesiredState state)
    {
        var rules = lab.Nat.Select(n => (Place: new Place(n.In), Rules: Enumerable.Repeat(NatRules.Masquerade(n), 1)))
            .Concat(lab.Forwards.Select(f => (Place: new Place(f.In), Rules: NatRules.Forward(f, Target(f, state)))));
        return [.. rules.GroupBy(r => r.Place)
            .Select(g => new DesiredNatTable(g.Key, LabMark.Table(lab.Name), [.. g.SelectMany(r => r.Rules).DistinctBy(r => (r.Chain, r.Comment))]))];
    }

    private static InterfaceAddress Target(ForwardSpec forward, DesiredState state)
    {
        var owned = state.Interfaces.SelectMany(i => i.Addresses.Select(a => (i.Place, Address: a)));
        if (forward.ToAddress is { } bare)
            return owned.Select(o => o.Address).FirstOrDefault(a => a.Address.Equals(bare), new InterfaceAddress(bare, bare.GetAddressBytes().Length * 8));
        return owned.First(o => o.Place.Host == forward.ToHost && o.Address.Address.AddressFamily == forward.ListenAddress.AddressFamily).Address;
    }

    private static bool IsIpv6(InterfaceAddress address) => address.Address.AddressFamily == AddressFamily.InterNetworkV6;
}
