namespace OvsCtl.Topology.Specs;

public enum LinkEndKind
{
    Host,
    Root,
    Switch,
}

/// <summary>A cable between two ends.</summary>
public sealed record LinkSpec(LinkEndSpec A, LinkEndSpec B, Position At);

/// <summary>One end: <c>host</c>, <c>host:ifname</c>, <c>root:ifname</c>, or a switch.</summary>
/// <param name="Kind">What the end is plugged into.</param>
/// <param name="Name">The host's or the switch's name; "root" for the root namespace.</param>
/// <param name="IfName">Null for the next free ethN of a host, and for a switch.</param>
/// <param name="Address">Null for none.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record LinkEndSpec(LinkEndKind Kind, string Name, string? IfName, InterfaceAddress? Address, Position At)
{
    /// <summary>Of what this end sends.</summary>
    public Shape? Shape { get; init; }
}
