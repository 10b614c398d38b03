namespace OvsCtl.Topology.Plans;

public enum Change
{
    Create,
    Update,
    Delete,
}

/// <summary>One change to one object.</summary>
public abstract record PlanStep(PlanPhase Phase, Change Change)
{
    /// <summary>The object it changes, as people name it: <c>host red</c>, <c>port red-eth0 on v-net-0</c>.</summary>
    public abstract string Target { get; }

    public required string Reason { get; init; }

    /// <summary>Shell commands with the same effect, one an element. This is how people learn what was done.</summary>
    public abstract IReadOnlyList<string> Commands { get; }

    /// <summary>Puts a command of iproute2 into the namespace it is about.</summary>
    protected static string Ip(Place place, string command) => place.IsRoot ? $"ip {command}" : $"ip -n {place.Host} {command}";

    protected static string In(Place place, string command) => place.IsRoot ? command : $"ip netns exec {place.Host} {command}";
}
