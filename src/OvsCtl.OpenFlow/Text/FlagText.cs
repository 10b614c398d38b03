using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Flags by name, <c>+est+trk</c>, <c>+syn-ack</c>, as ovs-ofctl writes them where only some count.</summary>
internal static class FlagText
{
    public static readonly string[] CtState = ["new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat"];

    public static readonly string[] Tcp = ["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]"];

    public static readonly string[] Tunnel = ["oam"];

    /// <summary>The flags that are set when all of <paramref name="all"/> count, <c>syn|ack</c>; otherwise every one that counts, with its sign.</summary>
    public static string Masked(string[] names, uint value, uint mask, uint all) =>
        (mask & all) == all ? Unsigned(names, value & all) : Signed(names, value, mask);

    /// <summary>Every flag that counts, with + or - before it.</summary>
    public static string Signed(string[] names, uint value, uint mask)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < names.Length; bit++)
        {
            if ((mask >> bit & 1) != 0) text.Append((value >> bit & 1) != 0 ? '+' : '-').Append(names[bit]);
        }

        return text.ToString();
    }

    private static string Unsigned(string[] names, uint value) =>
        value == 0 ? "0" : string.Join('|', names.Where((_, bit) => (value >> bit & 1) != 0));
}
