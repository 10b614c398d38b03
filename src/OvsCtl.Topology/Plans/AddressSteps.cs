using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

public sealed record AddAddress(Place Place, string Interface, InterfaceAddress Address) : PlanStep(PlanPhase.Addresses, Change.Create)
{
    public override string Target => $"address {Address} on {Place}:{Interface}";

    public override IReadOnlyList<string> Commands => [Ip(Place, $"addr add {Address} dev {Interface}")];
}

public sealed record DeleteAddress(Place Place, string Interface, InterfaceAddress Address) : PlanStep(PlanPhase.RemoveAddresses, Change.Delete)
{
    public override string Target => $"address {Address} on {Place}:{Interface}";

    public override IReadOnlyList<string> Commands => [Ip(Place, $"addr del {Address} dev {Interface}")];
}

/// <summary>Brings up the interface of an Open vSwitch bridge, which exists only once the switch has made it.</summary>
public sealed record SetBridgeInterfaceUp(string Lab, DesiredInterface Interface) : PlanStep(PlanPhase.Addresses, Change.Update)
{
    public override string Target => $"link {Interface.Place}:{Interface.Name}";

    public override IReadOnlyList<string> Commands => [.. Silence(Interface), Ip(Interface.Place, $"link set {Interface.Name} {Mark(Lab, Interface)} up")];
}

public sealed record AddRoute(DesiredRoute Route) : PlanStep(PlanPhase.Routes, Change.Create)
{
    public override string Target => $"route {Route} of {Route.Place}";

    public override IReadOnlyList<string> Commands => [Ip(Route.Place, $"route append {Route} proto static")];
}

public sealed record DeleteRoute(DesiredRoute Route) : PlanStep(PlanPhase.RemoveRoutes, Change.Delete)
{
    public override string Target => $"route {Route} of {Route.Place}";

    public override IReadOnlyList<string> Commands => [Ip(Route.Place, $"route del {Route}")];
}
