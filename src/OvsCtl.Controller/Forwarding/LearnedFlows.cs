using System.Globalization;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Forwarding;

/// <summary>
/// What a switch learns by itself: behind which port a MAC lives that the lab does not know. Such flows are nobody's wish, so they do
/// not carry a lab's mark, and no plan touches them; they have a cookie of their own, by which people are told where they come from.
/// </summary>
public static class LearnedFlows
{
    /// <summary>How long a MAC is remembered that is not heard any more, in seconds: the ageing time of IEEE 802.1D-2004 table 7-5.</summary>
    private const ushort AgeingTime = 300;

    /// <summary>How many MACs are remembered of a port; what is sent to others goes on to every foreign port.</summary>
    private const int Limit = 4096;

    private const ushort Priority = 200;

    /// <summary>"lear" in ASCII; the lower half is the port.</summary>
    private const ulong CookieMagic = 0x6c65_6172;

    /// <summary>Whether a flow cookie says "learned", by whatever port.</summary>
    public static bool IsCookie(ulong cookie) => cookie >> 32 == CookieMagic;

    /// <summary>The port by which came in what the flow was learned from; null when it was not learned.</summary>
    public static PortNumber? PortOf(ulong cookie) => IsCookie(cookie) ? new PortNumber((uint)cookie) : null;

    internal static ulong Cookie(PortNumber port) => CookieMagic << 32 | port.Value;

    /// <summary>
    /// The action that learns who sends by a port. The limit counts the flows of a cookie, so it is each port's own; and with the flow that has the
    /// action go those learned by it, so that a cable which is taken out leaves nobody behind it.
    /// </summary>
    internal static IReadOnlyList<Instruction> Learn(PortNumber port) =>
        FlowSyntax.ParseAdd(string.Create(
            CultureInfo.InvariantCulture,
            $"actions=learn(table={PipelineTables.Learned},hard_timeout={AgeingTime},priority={Priority},delete_learned,cookie=0x{Cookie(port):x},limit={Limit},NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[])")).Instructions;
}
