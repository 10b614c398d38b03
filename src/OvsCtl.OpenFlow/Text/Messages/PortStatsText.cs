using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>PORT_MOD and the statistics of ports.</summary>
internal static class PortStatsText
{
    public static void Append(StringBuilder text, PortMod message)
    {
        var advertise = PortDescriptionText.Features((uint)message.Advertise);
        text.Append(CultureInfo.InvariantCulture, $" port: {PortRange.Format(message.Port)}: addr:{message.HardwareAddress}\n");
        text.Append("     config: ").Append(PortDescriptionText.Config(message.Config & message.Mask)).Append('\n');
        text.Append("     mask:   ").Append(PortDescriptionText.Config(message.Mask)).Append('\n');
        text.Append("     advertise: ").Append(advertise == "0" ? "UNCHANGED" : advertise).Append('\n');
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
            Count("pkts", port.ReceivedPackets), Count("bytes", port.ReceivedBytes), Count("drop", port.ReceiveDropped), Count("errs", port.ReceiveErrors),
            Count("frame", port.ReceiveFrameErrors), Count("over", port.ReceiveOverErrors), Count("crc", port.ReceiveCrcErrors)).Append('\n');
        text.Append("           tx ").AppendJoin(", ",
            Count("pkts", port.SentPackets), Count("bytes", port.SentBytes), Count("drop", port.SendDropped), Count("errs", port.SendErrors),
            Count("coll", port.Collisions)).Append('\n');
        if (!port.WireDuration.IsUnknown) text.Append(CultureInfo.InvariantCulture, $"           duration={port.WireDuration}s\n");
    }

    /// <summary>A counter, or a question mark when the switch does not count.</summary>
    public static string Count(string name, ulong count) => string.Create(CultureInfo.InvariantCulture, $"{name}={(count == ulong.MaxValue ? "?" : count)}");
}
