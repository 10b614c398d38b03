using OvsCtl.Topology.Desired;

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

    /// <summary>A kernel without IPv6 needs no telling to leave it off: there, -e ignores the unknown name.</summary>
    protected static string Sysctl(Place place, string name, string value) =>
        In(place, $"sysctl {(value == "1" && name.StartsWith("net.ipv6.", StringComparison.Ordinal) ? "-eqw" : "-qw")} {ShellText.Quote($"{name}={value}")}");

    /// <summary>The words of <c>ip link set</c> that put the lab's mark on a link.</summary>
    protected static string Mark(string lab, DesiredInterface link) => $"alias {ShellText.Quote(LabMark.Alias(lab, link.Purpose))}";

    /// <summary>Links of root that never speak IPv6 are kept silent; hosts have sysctls of their own for this.</summary>
    protected static IEnumerable<string> Silence(DesiredInterface link) =>
        link.Place.IsRoot && !link.HasIpv6 ? [$"sysctl -eqw {ShellText.Quote($"net/ipv6/conf/{link.Name}/disable_ipv6=1")}"] : [];
}
