namespace OvsCtl.Topology.Specs;

/// <summary>A host: a named network namespace and what is in it.</summary>
public sealed record HostSpec
{
    public required string Name { get; init; }

    /// <summary>In file order, which gives the default names eth0, eth1…</summary>
    public IReadOnlyList<AttachmentSpec> Attachments { get; init; } = [];

    /// <summary>Interfaces of the machine that live here while the lab is up.</summary>
    public IReadOnlyList<AdoptionSpec> Adopt { get; init; } = [];

    public IReadOnlyList<InterfaceAddress> Loopback { get; init; } = [];

    public IReadOnlyList<RouteSpec> Routes { get; init; } = [];

    /// <summary>Whether the host routes for others (net.ipv4.ip_forward).</summary>
    public bool Forward { get; init; }

    /// <summary>A shell command started when the host is up.</summary>
    public string? Run { get; init; }

    /// <summary>What the process has for itself; without <see cref="Run"/> one that only sleeps holds it.</summary>
    public Isolation Isolate { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Names with dots (net.ipv4.…) to values, written inside the host's namespace.</summary>
    public IReadOnlyDictionary<string, string> Sysctl { get; init; } = new Dictionary<string, string>();

    public Position At { get; init; }
}

/// <summary>A host's interface on a switch.</summary>
public sealed record AttachmentSpec
{
    public required string Switch { get; init; }

    public InterfaceAddress? Address { get; init; }

    public MacAddress? Mac { get; init; }

    public int? Mtu { get; init; }

    /// <summary>The name inside the host; null for the next free ethN.</summary>
    public string? Name { get; init; }

    /// <summary>Of what the host sends.</summary>
    public Shape? Shape { get; init; }

    public Position At { get; init; }
}
