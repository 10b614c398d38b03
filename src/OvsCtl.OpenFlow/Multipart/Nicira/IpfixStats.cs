namespace OvsCtl.OpenFlow;

/// <summary>What an IPFIX exporter has seen (nx_ipfix_stats_reply). All bits of a number set: unknown.</summary>
public sealed record IpfixStats
{
    /// <summary>How many flows there have been.</summary>
    public ulong TotalFlows { get; init; }

    /// <summary>How many there are.</summary>
    public ulong CurrentFlows { get; init; }

    /// <summary>How many packets were sampled.</summary>
    public ulong Packets { get; init; }

    /// <summary>Of these, how many were IPv4.</summary>
    public ulong Ipv4Packets { get; init; }

    /// <summary>Of these, how many were IPv6.</summary>
    public ulong Ipv6Packets { get; init; }

    /// <summary>How many packets could not be sampled.</summary>
    public ulong ErrorPackets { get; init; }

    /// <summary>Of these, how many were IPv4.</summary>
    public ulong Ipv4ErrorPackets { get; init; }

    /// <summary>Of these, how many were IPv6.</summary>
    public ulong Ipv6ErrorPackets { get; init; }

    /// <summary>How many packets were sent to collectors.</summary>
    public ulong SentPackets { get; init; }

    /// <summary>How many could not be sent.</summary>
    public ulong SendErrors { get; init; }

    /// <summary>Which collectors; 0 for those of the bridge.</summary>
    public uint CollectorSetId { get; init; }

    internal static IpfixStats Read(ref OpenFlowReader reader)
    {
        var stats = new IpfixStats
        {
            TotalFlows = reader.ReadUInt64(),
            CurrentFlows = reader.ReadUInt64(),
            Packets = reader.ReadUInt64(),
            Ipv4Packets = reader.ReadUInt64(),
            Ipv6Packets = reader.ReadUInt64(),
            ErrorPackets = reader.ReadUInt64(),
            Ipv4ErrorPackets = reader.ReadUInt64(),
            Ipv6ErrorPackets = reader.ReadUInt64(),
            SentPackets = reader.ReadUInt64(),
            SendErrors = reader.ReadUInt64(),
            CollectorSetId = reader.ReadUInt32(),
        };
        reader.Skip(4);
        return stats;
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt64(TotalFlows);
        writer.WriteUInt64(CurrentFlows);
        writer.WriteUInt64(Packets);
        writer.WriteUInt64(Ipv4Packets);
        writer.WriteUInt64(Ipv6Packets);
        writer.WriteUInt64(ErrorPackets);
        writer.WriteUInt64(Ipv4ErrorPackets);
        writer.WriteUInt64(Ipv6ErrorPackets);
        writer.WriteUInt64(SentPackets);
        writer.WriteUInt64(SendErrors);
        writer.WriteUInt32(CollectorSetId);
        writer.WriteZeros(4);
    }
}
