using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

/// <summary>Makes a veth pair with both ends in their places, up, with their MACs.</summary>
public sealed record CreateCable(string Lab, DesiredCable Cable) : PlanStep(PlanPhase.Links, Change.Create)
{
    public override string Target => $"link {Cable.A.Place}:{Cable.A.Name} - {Cable.B.Place}:{Cable.B.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip link add {End(Cable.B)} type veth peer {End(Cable.A)}",
        .. Finish(Cable.B),
        .. Finish(Cable.A),
    ];

    private string End(DesiredInterface end) =>
        $"name {end.Name} group {LabMark.Group(Lab)}" + (end.Mac is { } mac ? $" address {mac}" : "") + (end.Mtu is { } mtu ? $" mtu {mtu}" : "") + (end.Place.IsRoot ? "" : $" netns {end.Place}");

    private IEnumerable<string> Finish(DesiredInterface end)
    {
        foreach (var command in Silence(end)) yield return command;
        yield return Ip(end.Place, $"link set {end.Name} {Mark(Lab, end)}" + (end.Master is null ? "" : $" master {end.Master}") + " up");
        if (end.NeedsChecksums) yield return In(end.Place, $"ethtool -K {end.Name} tx off");
    }
}

public sealed record CreateLinuxBridge(string Lab, DesiredLinuxBridge Bridge) : PlanStep(PlanPhase.Links, Change.Create)
{
    public override string Target => $"Linux bridge {Bridge.Name}" + (Bridge.Interface.Place.IsRoot ? "" : $" in {Bridge.Interface.Place}");

    public override IReadOnlyList<string> Commands =>
    [
        Ip(Bridge.Interface.Place, $"link add {Bridge.Name} group {LabMark.Group(Lab)}" + (Bridge.Interface.Mac is { } mac ? $" address {mac}" : "") + (Bridge.Interface.Mtu is { } mtu ? $" mtu {mtu}" : "") + " type bridge"),
        .. Silence(Bridge.Interface),
        Ip(Bridge.Interface.Place, $"link set {Bridge.Name} {Mark(Lab, Bridge.Interface)} up"),
    ];
}

/// <summary>Deletes a link of ours; the other end of a veth goes with it.</summary>
public sealed record DeleteLink(Place Place, string Name, int IfIndex, uint Group) : PlanStep(PlanPhase.RemoveLinks, Change.Delete)
{
    public override string Target => $"link {Place}:{Name}";

    public override IReadOnlyList<string> Commands => [Ip(Place, $"link del {Name}")];
}

/// <summary>Moves an interface of the machine into a host. Its purpose says what it was before: written first, so that whatever happens then it can be given back.</summary>
public sealed record AdoptLink(string Lab, DesiredInterface Interface) : PlanStep(PlanPhase.Links, Change.Create)
{
    public override string Target => $"adopted link {Interface.Place}:{Interface.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        Ip(Place.Root, $"link set {Interface.Name} {Mark(Lab, Interface)}"),
        Ip(Place.Root, $"link set {Interface.Name} netns {Interface.Place}"),
        Ip(Interface.Place, $"link set {Interface.Name} up"),
    ];
}

/// <summary>Moves an adopted interface back to root and makes it what it was. Its mark goes last.</summary>
public sealed record GiveBackLink(Place Place, string Name, AdoptedState Before) : PlanStep(PlanPhase.RemoveLinks, Change.Delete)
{
    public override string Target => $"adopted link {Place}:{Name}";

    public override IReadOnlyList<string> Commands =>
    [
        // Process 1 lives in root.
        .. Place.IsRoot ? [] : new[] { Ip(Place, $"link set {Name} netns 1") },
        .. Before.Addresses.Select(a => Ip(Place.Root, $"addr replace {a} dev {Name}")),
        Ip(Place.Root, $"link set {Name} {(Before.IsUp ? "up" : "down")}"),
        Ip(Place.Root, $"link set {Name} alias {ShellText.Quote(Before.Alias)}"),
    ];
}

/// <summary>Mends properties of a link that exists.</summary>
public sealed record SetLink(string Lab, DesiredInterface Interface, int IfIndex) : PlanStep(PlanPhase.Links, Change.Update)
{
    public override string Target => $"link {Interface.Place}:{Interface.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        Ip(Interface.Place, $"link set {Interface.Name}" + (Interface.Mac is { } mac ? $" address {mac}" : "") + (Interface.Mtu is { } mtu ? $" mtu {mtu}" : "")
            + (Interface.Master is null ? "" : $" master {Interface.Master}") + $" alias '{LabMark.Alias(Lab, Interface.Purpose)}' up"),
        .. Interface.NeedsChecksums ? [In(Interface.Place, $"ethtool -K {Interface.Name} tx off")] : Array.Empty<string>(),
    ];
}
