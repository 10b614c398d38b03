using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>OFPT_PACKET_OUT in Open vSwitch's words, with the packet in one line.</summary>
internal static class PacketOutText
{
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the port or an action.</exception>
    public static string Format(PacketOut packetOut)
    {
        var port = packetOut.InPort;
        PortRange.Check(port);
        Acceptance.CheckActions(packetOut.Actions);
        if (port.Value >= PortNumber.Max.Value && port != PortNumber.Local && port != PortNumber.Any && port != PortNumber.Controller)
            throw new OpenFlowProtocolException($"{port} is no port a packet may come in by.", OfpError.OFPBRC_BAD_PORT);

        var actions = packetOut.Actions.Count == 0 ? "drop" : FlowText.ActionList(packetOut.Actions, null);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $" in_port={PortRange.Format(port)} actions={actions}");
        if (packetOut.BufferId != FlowMod.NoBuffer) return text.Append(CultureInfo.InvariantCulture, $" buffer=0x{packetOut.BufferId:x8}").ToString();
        text.Append(CultureInfo.InvariantCulture, $" data_len={packetOut.Data.Length}");
        if (!packetOut.Data.IsEmpty) text.Append('\n').Append(PacketText.Format(packetOut.Data));
        return text.ToString();
    }
}
