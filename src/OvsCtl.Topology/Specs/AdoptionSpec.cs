namespace OvsCtl.Topology.Specs;

/// <summary>An interface of the machine that is in a host while the lab is up.</summary>
public sealed record AdoptionSpec
{
    /// <summary>Its name, in root before and after, and inside.</summary>
    public required string Name { get; init; }

    public InterfaceAddress? Address { get; init; }

    /// <summary>Of what it sends.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether it may come later than the lab: it is taken in when it appears.</summary>
    public bool MayBeAbsent { get; init; }

    public Position At { get; init; }
}
