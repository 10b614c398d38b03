using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

/// <summary>Cables and Linux bridges. Other diffs ask it which interfaces stay, because what is on a new one starts empty.</summary>
internal sealed class LinkDiff
{
    private readonly DesiredState _desired;
    private readonly ObservedState _observed;
    private readonly HashSet<(Place, string)> _kept = [];

    public LinkDiff(DesiredState desired, ObservedState observed)
    {
        (_desired, _observed) = (desired, observed);
        foreach (var cable in desired.Cables)
        {
            if (Find(cable.A) is not { } a || Find(cable.B) is not { } b || a.PeerIfIndex != b.IfIndex || b.PeerIfIndex != a.IfIndex) continue;
            _kept.Add((cable.A.Place, cable.A.Name));
            _kept.Add((cable.B.Place, cable.B.Name));
        }

        foreach (var bridge in desired.LinuxBridges.Where(b => Find(b.Interface) is { Kind: "bridge" })) _kept.Add((bridge.Interface.Place, bridge.Name));
        foreach (var host in desired.Hosts.Where(h => Find(h.Loopback) is not null)) _kept.Add((host.Place, host.Loopback.Name));
        foreach (var own in desired.Adoptions.Select(a => a.Interface).Where(i => Adoptions.IsInside(desired.Lab, i, observed))) _kept.Add((own.Place, own.Name));
        foreach (var bridge in desired.Bridges.Where(b => observed.Bridges.ContainsKey(b.Name) && Find(b.Interface) is not null)) _kept.Add((Place.Root, bridge.Name));
    }

    /// <summary>The interface as it is now, if it stays; null when it is still to be made.</summary>
    public ObservedInterface? Kept(DesiredInterface wanted) => _kept.Contains((wanted.Place, wanted.Name)) ? Find(wanted) : null;

    public IEnumerable<PlanStep> Steps()
    {
        foreach (var step in Adoptions.GiveBacks(_desired, _observed)) yield return step;
        foreach (var step in Unwanted()) yield return step;
        // A bridge of the kernel comes before the cables that are its ports.
        foreach (var bridge in _desired.LinuxBridges)
        {
            if (Kept(bridge.Interface) is { } there)
                foreach (var step in Mend(bridge.Interface, there)) yield return step;
            else
                yield return new CreateLinuxBridge(_desired.Lab, bridge) { Reason = "it does not exist" };
        }

        foreach (var cable in _desired.Cables)
        {
            if (Kept(cable.A) is { } a && Kept(cable.B) is { } b)
                foreach (var step in Mend(cable.A, a).Concat(Mend(cable.B, b))) yield return step;
            else
                yield return new CreateCable(_desired.Lab, cable) { Reason = Find(cable.A) is null && Find(cable.B) is null ? "it does not exist" : "its two ends are not one pair" };
        }

        foreach (var adoption in _desired.Adoptions.Select(a => a.Interface))
        {
            var own = adoption with { Purpose = Adoptions.Before(_desired.Lab, adoption, _observed).Purpose };
            if (Kept(own) is { } there)
                foreach (var step in Mend(own, there)) yield return step;
            else
                yield return new AdoptLink(_desired.Lab, own) { Reason = "it is not in the host" };
        }

        foreach (var host in _desired.Hosts)
            if (Kept(host.Loopback) is { IsUp: false } lo)
                yield return new SetLink(_desired.Lab, host.Loopback, lo.IfIndex) { Reason = "it is down" };
    }

    private IEnumerable<DeleteLink> Unwanted()
    {
        var gone = new List<ObservedInterface>();
        // Root first: its end takes the host's along, in a namespace that may be about to go itself.
        foreach (var place in _observed.Places.Values.OrderBy(p => !p.Place.IsRoot))
        {
            foreach (var link in place.Interfaces.Values)
            {
                if (link.Lab != _desired.Lab || link.Name == "lo" || link.Adopted is not null || _kept.Contains((place.Place, link.Name))) continue;
                // The interface of a bridge goes with its bridge. One without a bridge was left behind by a switch that died: its tap devices outlive it.
                if (place.Place.IsRoot && _observed.Bridges.GetValueOrDefault(link.Name)?.Lab == _desired.Lab) continue;
                if (gone.Exists(g => g.PeerIfIndex == link.IfIndex && link.PeerIfIndex == g.IfIndex)) continue;
                gone.Add(link);
                yield return new DeleteLink(place.Place, link.Name, link.IfIndex, link.Group) { Reason = IsWanted(place.Place, link.Name) ? "its two ends are not one pair" : "the lab has no such link" };
            }
        }
    }

    private IEnumerable<SetLink> Mend(DesiredInterface wanted, ObservedInterface there)
    {
        List<string> reasons = [];
        if (there.Lab != _desired.Lab) reasons.Add("it carries no mark of the lab");
        if (!there.IsUp) reasons.Add("it is down");
        if (wanted.Mac is { } mac && there.Mac != mac) reasons.Add($"its MAC is {there.Mac}, not {mac}");
        if (wanted.Mtu is { } mtu && there.Mtu != mtu) reasons.Add($"its MTU is {there.Mtu}, not {mtu}");
        if (wanted.Master is { } master && there.Master != master) reasons.Add($"it is not a port of {master}");
        if (wanted.NeedsChecksums && there.OffloadsChecksums == true) reasons.Add("it leaves checksums to hardware");
        if (reasons.Count > 0) yield return new SetLink(_desired.Lab, wanted, there.IfIndex) { Reason = string.Join(", ", reasons) };
    }

    private bool IsWanted(Place place, string name) => _desired.Interfaces.Any(i => i.Place == place && i.Name == name);

    private ObservedInterface? Find(DesiredInterface wanted) => _observed.Find(wanted.Place)?.Interfaces.GetValueOrDefault(wanted.Name);
}
