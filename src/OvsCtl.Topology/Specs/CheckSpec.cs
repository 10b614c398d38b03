using System.Net;

namespace OvsCtl.Topology.Specs;

public enum CheckKind
{
    Ping,
    Tcp,
    Http,
    Flows,

    /// <summary>The routing table of the sender leads to the target.</summary>
    Route,

    /// <summary>The sender knows the MAC address of its neighbour, and knows it rightly.</summary>
    Arp,
}

/// <summary>A statement about the lab that must hold.</summary>
public sealed record CheckSpec
{
    public required CheckKind Kind { get; init; }

    /// <summary>As the file says it, for people: <c>no ping: green -> 203.0.113.8</c>.</summary>
    public required string Text { get; init; }

    /// <summary>True for <c>no ping</c>, <c>no tcp</c>, <c>no route</c> and <c>no arp</c>: it holds when nothing gets through, or the table has no such entry.</summary>
    public bool MustFail { get; init; }

    /// <summary>For <c>error</c>: a part of the error text that the attempt must end with; letter case does not count.</summary>
    public string? Says { get; init; }

    /// <summary>The sender; null with <see cref="IsAll"/> and for <see cref="CheckKind.Flows"/>.</summary>
    public CheckEnd? From { get; init; }

    public CheckEnd? To { get; init; }

    /// <summary><c>A &lt;-> B</c>: both directions.</summary>
    public bool IsBothWays { get; init; }

    /// <summary><c>ping: all</c>: every host to every other host that has an address.</summary>
    public bool IsAll { get; init; }

    /// <summary>The switch of a <see cref="CheckKind.Flows"/> check.</summary>
    public string? Switch { get; init; }

    /// <summary>For <see cref="CheckKind.Route"/>: the gateway the route must lead through; null for any or none.</summary>
    public IPAddress? Via { get; init; }

    /// <summary>How long the check may take until it holds; for a negative one how long nothing may come. Null for the kind's default.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>How many answers in a row are asked for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The HTTP status asked for; null for any of 200–399.</summary>
    public int? Status { get; init; }

    public Position At { get; init; }
}

/// <summary>One side of a check: a host, the root namespace, a switch (its address), or a bare address; with a port and path where the kind has them.</summary>
/// <param name="Name">A host's or a switch's name or "root"; null for a bare address.</param>
/// <param name="Address">Null when a name is given.</param>
/// <param name="Port">For tcp and http.</param>
/// <param name="Path">For http; begins with a slash.</param>
public sealed record CheckEnd(string? Name, IPAddress? Address, int? Port, string? Path);
