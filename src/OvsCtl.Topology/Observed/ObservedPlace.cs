using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Observed;

/// <summary>A network namespace and what is in it.</summary>
public sealed record ObservedPlace
{
    public required Place Place { get; init; }

    /// <summary>The lab whose mark it carries; null for root and for the namespaces of others.</summary>
    public string? Lab { get; init; }

    public IReadOnlyDictionary<string, ObservedInterface> Interfaces { get; init; } = new Dictionary<string, ObservedInterface>();

    /// <summary>The main table's routes that a person or a program put there (RTPROT_STATIC), by the names of their devices.</summary>
    public IReadOnlyList<DesiredRoute> Routes { get; init; } = [];

    /// <summary>The values of the sysctls that the observer was asked to look at; one the kernel does not have is absent.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = new Dictionary<string, string>();
}
