using System.Runtime.InteropServices;
using static OvsCtl.Netns.Messages.QdiscAttributes;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWQDISC.</summary>
internal static class QdiscParser
{
    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<Qdisc> qdiscs)
    {
        if (type != RTM_NEWQDISC) return;
        if (payload.Length < TcMsg.Size) throw new InvalidDataException($"Netlink qdisc message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<TcMsg>(payload);
        var qdisc = new Qdisc { IfIndex = info.tcm_ifindex, Kind = "", Handle = info.tcm_handle, Parent = info.tcm_parent };
        ReadOnlySpan<byte> options = default;
        var reader = new AttributeReader(payload[TcMsg.Size..]);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case TCA_KIND: qdisc = qdisc with { Kind = reader.Text }; break;
                case TCA_OPTIONS: options = reader.Payload; break;
                case TCA_STATS2: qdisc = Statistics(qdisc, reader.Nested); break;
            }
        }

        qdiscs.Add(qdisc with { Settings = Settings(qdisc.Kind, options) });
    }

    private static QdiscSettings? Settings(string kind, ReadOnlySpan<byte> options) => kind switch
    {
        "tbf" => TokenBucket.Parse(new AttributeReader(options)),
        "netem" => NetworkEmulation.Parse(options),
        _ => null,
    };

    private static Qdisc Statistics(Qdisc qdisc, AttributeReader statistics)
    {
        while (statistics.Read())
        {
            if (statistics.Type == TCA_STATS_BASIC && statistics.Payload.Length >= 12)
            {
                // struct gnet_stats_basic: u64 bytes, u32 packets
                qdisc = qdisc with { SentBytes = statistics.UInt64, SentPackets = MemoryMarshal.Read<uint>(statistics.Payload[8..]) };
            }
            else if (statistics.Type == TCA_STATS_QUEUE && statistics.Payload.Length >= 20)
            {
                // struct gnet_stats_queue: u32 queue length, backlog, drops, requeues, overlimits
                var queue = MemoryMarshal.Cast<byte, uint>(statistics.Payload);
                qdisc = qdisc with { QueuedPackets = queue[0], BacklogBytes = queue[1], Drops = queue[2], Overlimits = queue[4] };
            }
        }

        return qdisc;
    }
}
