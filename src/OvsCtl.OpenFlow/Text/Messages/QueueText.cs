using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Queues, their configuration and statistics.</summary>
internal static class QueueText
{
    private const ushort NoRate = 0xffff;
    private const int FullRate = 1000;

    public static void Append(StringBuilder text, QueueGetConfigRequest request)
    {
        var port = PortRange.Format(request.Port);
        if (request.Port.Value >= PortNumber.Max.Value && request.Port != PortNumber.Any)
            throw new OpenFlowProtocolException($"Port {request.Port} has no queues.", OfpError.OFPQOFC_BAD_PORT);
        text.Append(" port=").Append(port);
    }

    public static void Append(StringBuilder text, QueueGetConfigReply reply)
    {
        // The port is looked at only where there is a queue, and 0 is taken to have been named already.
        if (reply.Queues.Count == 0) return;
        var port = PortRange.Format(reply.Port);
        text.Append(' ');
        if (reply.Port.Value != 0) text.Append("port=").Append(port).Append('\n');
        foreach (var queue in reply.Queues.OrderBy(queue => queue.QueueId.Value))
        {
            text.Append(CultureInfo.InvariantCulture, $"queue {queue.QueueId.Value}:");
            AppendRate(text, "min_rate", queue.Properties.OfType<QueueMinRate>().LastOrDefault()?.Rate);
            AppendRate(text, "max_rate", queue.Properties.OfType<QueueMaxRate>().LastOrDefault()?.Rate);
            text.Append('\n');
        }
    }

    public static void Append(StringBuilder text, QueueStatsRequest request)
    {
        var port = PortRange.Format(request.Port);
        text.Append(CultureInfo.InvariantCulture, $" port={port} queue={request.QueueId}");
    }

    public static void Append(StringBuilder text, QueueStatsReply reply)
    {
        text.Append(CultureInfo.InvariantCulture, $" {reply.Queues.TakeWhile(queue => PortRange.Has(queue.Port)).Count()} queues\n");
        foreach (var queue in reply.Queues)
        {
            var port = PortRange.Format(queue.Port);
            text.Append(CultureInfo.InvariantCulture, $"  port {port} queue {queue.QueueId}: ");
            text.AppendJoin(", ", CounterText.Format("bytes", queue.SentBytes), CounterText.Format("pkts", queue.SentPackets), CounterText.Format("errors", queue.SendErrors));
            text.Append(", duration=").Append(queue.WireDuration.IsUnknown ? "?" : $"{queue.WireDuration}s").Append('\n');
        }
    }

    private static void AppendRate(StringBuilder text, string name, ushort? rate)
    {
        if (rate is null or NoRate) return;
        text.Append(CultureInfo.InvariantCulture, $" {name}:");
        if (rate <= FullRate) text.Append(CultureInfo.InvariantCulture, $"{rate / 10}.{rate % 10}%");
        else text.Append("(disabled)");
    }
}
