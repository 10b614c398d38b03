using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>OFPT_PACKET_IN in Open vSwitch's words, with the packet in one line.</summary>
internal static class PacketInText
{
    public static string Format(PacketIn packetIn)
    {
        var text = new StringBuilder();
        Append(text, packetIn.TableId, packetIn.Cookie, packetIn.TotalLength, packetIn.Match, packetIn.Reason, packetIn.BufferId, packetIn.Data.Length);
        return text.Append(Packet(packetIn.Data, packetIn.Match)).ToString();
    }

    /// <summary>The line before that of the packet.</summary>
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the match.</exception>
    public static void Append(StringBuilder text, TableId table, Cookie? cookie, uint totalLength, Match match, PacketInReason reason, uint buffer, int size)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (table.Value != 0) text.Append(invariant, $" table_id={table}");
        if (cookie is { Value: not ulong.MaxValue }) text.Append(invariant, $" cookie={cookie}");
        text.Append(invariant, $" total_len={totalLength} {MatchText.Format(MatchCheck.Loose(match), null)} (via {PacketInReasonText.Name(reason)}) data_len={size}");
        if (buffer == FlowMod.NoBuffer)
        {
            text.Append(" (unbuffered)");
            if (totalLength != size) text.Append(" (***total_len != data_len***)");
        }
        else
        {
            text.Append(invariant, $" buffer=0x{buffer:x8}");
            if (totalLength < size) text.Append(" (***total_len < data_len***)");
        }

        text.Append('\n');
    }

    /// <summary>The line of the packet.</summary>
    public static string Packet(OctetString packet, Match match) =>
        PacketText.Format(packet, match.TryGet(MatchField.PacketType, out var type) ? (uint)type.ValueAsNumber : 0);
}
