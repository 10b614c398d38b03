using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Open vSwitch's words for the reasons of packet-ins, by number.</summary>
internal static class PacketInReasonText
{
    public static readonly string[] Names = ["no_match", "action", "invalid_ttl", "action_set", "group", "packet_out"];

    // Two more that only stay within Open vSwitch, and have no words: misses that a flow is for, and those that none is.
    private const int ExplicitMiss = 6, ImplicitMiss = 7;

    public static string Name(PacketInReason reason) =>
        (int)reason is ExplicitMiss or ImplicitMiss ? ""
        : (int)reason < Names.Length ? Names[(int)reason] : ((int)reason).ToString(CultureInfo.InvariantCulture);
}
