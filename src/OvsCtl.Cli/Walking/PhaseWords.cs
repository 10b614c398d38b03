namespace OvsCtl.Cli.Walking;

/// <summary>What a phase is about, for who sees it the first time.</summary>
internal static class PhaseWords
{
    public static string Of(string phase) => phase switch
    {
        "namespaces" => "A host is a network namespace: a network of its own, empty but for the loopback interface.",
        "links" => "A cable is a pair of virtual interfaces (veth): what goes in at one end comes out at the other.",
        "switches" => "A bridge is a switch. Each cable that ends there becomes a port with a number.",
        "addresses" => "Interfaces get their addresses. Each address brings a route to its own network along.",
        "shaping" => "What interfaces send is slowed down, delayed or lost on purpose.",
        "routes" => "A route says by which gateway a host reaches a network that is not its own.",
        "nat" => "Addresses are translated where hidden networks meet the world, and ports are forwarded: rules of nft.",
        "flows" => "Flows tell the switch what to do with each frame: table by table, the highest priority first.",
        "processes" => "Programs start inside their hosts.",
        _ => "",
    };
}
