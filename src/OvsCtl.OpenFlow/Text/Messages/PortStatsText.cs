using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>PORT_MOD and the statistics of ports.</summary>
internal static class PortStatsText
{
    public static void Append(StringBuilder text, PortMod message)
    {
        var port = PortRange.Format(message.Port);
        var advertise = PortDescriptionText.Features((uint)message.Advertise);
        text.Append(CultureInfo.InvariantCulture, $" port: {port}: addr:{message.HardwareAddress}\n");
        text.Append("     config: ").Append(PortDescriptionText.Config(message.Config & message.Mask)).Append('\n');
        text.Append("     mask:   ").Append(PortDescriptionText.Config(message.Mask)).Append('\n');
        text.Append("     advertise: ").Append(advertise == "0" ? "UNCHANGED" : advertise).Append('\n');
    }

    public static void Append(StringBuilder text, PortStatsRequest request)
    {
        var port = PortRange.Format(request.Port);
        text.Append(" port_no=").Append(port);
    }

    public static void Append(StringBuilder text, PortStatsReply reply)
    {
        text.Append(CultureInfo.InvariantCulture, $" {reply.Ports.TakeWhile(port => PortRange.Has(port.Port)).Count()} ports\n");
        foreach (var port in reply.Ports) Append(text, port);
    }

    private static void Append(StringBuilder text, PortStats port)
    {
        var number = PortRange.Format(port.Port);
        text.Append("  port ").Append(port.Port.Value < 10 ? " " : "").Append(number);
        text.Append(": rx ").AppendJoin(", ",
            CounterText.Format("pkts", port.ReceivedPackets), CounterText.Format("bytes", port.ReceivedBytes), CounterText.Format("drop", port.ReceiveDropped), CounterText.Format("errs", port.ReceiveErrors),
            CounterText.Format("frame", port.ReceiveFrameErrors), CounterText.Format("over", port.ReceiveOverErrors), CounterText.Format("crc", port.ReceiveCrcErrors)).Append('\n');
        text.Append("           tx ").AppendJoin(", ",
            CounterText.Format("pkts", port.SentPackets), CounterText.Format("bytes", port.SentBytes), CounterText.Format("drop", port.SendDropped), CounterText.Format("errs", port.SendErrors),
            CounterText.Format("coll", port.Collisions)).Append('\n');
        if (!port.WireDuration.IsUnknown) text.Append(CultureInfo.InvariantCulture, $"           duration={port.WireDuration}s\n");
    }
}
