using System.Net;

namespace OvsCtl.Netns;

/// <summary>An entry of the ARP or IPv6 neighbour table (linux/neighbour.h).</summary>
public sealed record Neighbour
{
    /// <summary>The interface that leads to it.</summary>
    public required int IfIndex { get; init; }

    /// <summary>Its IPv4 or IPv6 address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Its hardware address, 6 bytes for Ethernet; empty as long as it is not known. Compared by reference.</summary>
    public byte[] LinkAddress { get; init; } = [];

    /// <summary>What is known about it.</summary>
    public NeighbourState State { get; init; }

    /// <summary>True for an IPv6 router.</summary>
    public bool IsRouter { get; init; }

    /// <summary>True when this host answers for the address although it belongs to another.</summary>
    public bool IsProxy { get; init; }
}
