namespace OvsCtl.Topology.Plans;

/// <summary>
/// Which objects a step makes or mends, and which it needs: when one of those could not be made, the step would fail for a reason that is not its
/// own, and is left out.
/// </summary>
public static class StepObjects
{
    /// <summary>What later steps may need of this one.</summary>
    public static IEnumerable<string> Provides(PlanStep step) => step switch
    {
        CreateNamespace s => [Host(s.Host.Name), Link(s.Host.Place, s.Host.Loopback.Name)],
        CreateCable s => [Link(s.Cable.A.Place, s.Cable.A.Name), Link(s.Cable.B.Place, s.Cable.B.Name)],
        CreateLinuxBridge s => [Link(s.Bridge.Interface.Place, s.Bridge.Name)],
        AdoptLink s => [Link(s.Interface.Place, s.Interface.Name)],
        GiveBackLink { Place.Host: { } host } => [GivenBack(host)],
        AddBridge s => [Bridge(s.Bridge.Name), Link(Place.Root, s.Bridge.Name)],
        AddPort s => [Port(s.Bridge, s.Port.Name)],
        SetBridgeInterfaceUp s => [Link(Place.Root, s.Interface.Name)],
        AddAddress s => [Addresses(s.Place)],
        _ => [],
    };

    /// <summary>What must be there before.</summary>
    public static IEnumerable<string> Needs(PlanStep step) => step switch
    {
        SetSysctl s => Namespace(s.Place),
        CreateCable s => [.. Namespace(s.Cable.A.Place), .. Namespace(s.Cable.B.Place)],
        CreateLinuxBridge s => Namespace(s.Bridge.Interface.Place),
        AdoptLink s => Namespace(s.Interface.Place),
        // Whatever is not hardware would die with the namespace.
        DeleteNamespace s => [GivenBack(s.Name)],
        AddPort { Port.PatchPeer: null } s => [Bridge(s.Bridge), Link(Place.Root, s.Port.Name)],
        AddPort s => [Bridge(s.Bridge)],
        SetBridgeInterfaceUp s => [Bridge(s.Interface.Name)],
        AddAddress s => [.. Namespace(s.Place), Link(s.Place, s.Interface)],
        SetShape s => [.. Namespace(s.Place), Link(s.Place, s.Interface)],
        AddRoute { Route.Dev: { } dev } s => [.. Namespace(s.Route.Place), Link(s.Route.Place, dev), Addresses(s.Route.Place)],
        AddRoute s => [.. Namespace(s.Route.Place), Addresses(s.Route.Place)],
        ApplyNat s => Namespace(s.Table.Place),
        PutFlow s => [Bridge(s.Flow.Bridge)],
        AwaitConnection s => [Bridge(s.Bridge)],
        StartProcess s => [Host(s.Process.Host)],
        _ => [],
    };

    /// <summary>Where an address, a route or a shape is; null of the other steps.</summary>
    public static Place? PlaceOf(PlanStep step) => step switch
    {
        AddAddress s => s.Place,
        DeleteAddress s => s.Place,
        AddRoute s => s.Route.Place,
        DeleteRoute s => s.Route.Place,
        SetBridgeInterfaceUp s => s.Interface.Place,
        SetShape s => s.Place,
        _ => null,
    };

    private static string[] Namespace(Place place) => place.Host is { } host ? [Host(host)] : [];

    private static string Host(string name) => $"host {name}";

    private static string Bridge(string name) => $"bridge {name}";

    private static string Link(Place place, string name) => $"link {place}:{name}";

    private static string Port(string bridge, string name) => $"port {name} on {bridge}";

    private static string GivenBack(string host) => $"the interfaces that host {host} adopted";

    private static string Addresses(Place place) => $"addresses of {place}";
}
