using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>What IPFIX exporters have seen, in Open vSwitch's words.</summary>
internal static class IpfixText
{
    public static void Append(StringBuilder text, IpfixBridgeReply reply) => Append(text.Append("\n  bridge ipfix: "), reply.Stats, 16);

    public static void Append(StringBuilder text, IpfixFlowReply reply)
    {
        text.Append(CultureInfo.InvariantCulture, $" {reply.Stats.Count} ids\n");
        foreach (var stats in reply.Stats) Append(text.Append(CultureInfo.InvariantCulture, $"  id {stats.CollectorSetId,3}: "), stats, 10);
    }

    private static void Append(StringBuilder text, IpfixStats stats, int indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"flows={Count(stats.TotalFlows)}, current flows={Count(stats.CurrentFlows)}, sampled pkts={Count(stats.Packets)}, ");
        text.Append(CultureInfo.InvariantCulture, $"ipv4 ok={Count(stats.Ipv4Packets)}, ipv6 ok={Count(stats.Ipv6Packets)}, tx pkts={Count(stats.SentPackets)}\n");
        text.Append(' ', indent).Append(CultureInfo.InvariantCulture, $"pkts errs={Count(stats.ErrorPackets)}, ipv4 errs={Count(stats.Ipv4ErrorPackets)}, ");
        text.Append(CultureInfo.InvariantCulture, $"ipv6 errs={Count(stats.Ipv6ErrorPackets)}, tx errs={Count(stats.SendErrors)}\n");
    }

    private static string Count(ulong value) => value == ulong.MaxValue ? "?" : value.ToString(CultureInfo.InvariantCulture);
}
