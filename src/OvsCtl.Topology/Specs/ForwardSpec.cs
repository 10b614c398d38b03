using System.Net;

namespace OvsCtl.Topology.Specs;

public enum TransportProtocol
{
    Tcp,
    Udp,
}

/// <summary>A port forward: what arrives at the listening address goes to a host's port.</summary>
public sealed record ForwardSpec
{
    public required IPAddress ListenAddress { get; init; }

    public required int ListenPort { get; init; }

    /// <summary>The host it goes to; null when the file gives an address.</summary>
    public string? ToHost { get; init; }

    /// <summary>The address it goes to; null when the file gives a host.</summary>
    public IPAddress? ToAddress { get; init; }

    public required int ToPort { get; init; }

    public TransportProtocol Protocol { get; init; }

    /// <summary>The host that forwards; null for root.</summary>
    public string? In { get; init; }

    public Position At { get; init; }
}
