using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Open vSwitch's words for the reasons of packet-ins, by number.</summary>
internal static class PacketInReasonText
{
    public static readonly string[] Names = ["no_match", "action", "invalid_ttl", "action_set", "group", "packet_out"];

    public static string Name(PacketInReason reason) =>
        (int)reason < Names.Length ? Names[(int)reason] : ((int)reason).ToString(CultureInfo.InvariantCulture);
}
