namespace OvsCtl.OpenFlow;

/// <summary>Flags by name, <c>+est+trk</c>, <c>+syn-ack</c>, as ovs-ofctl writes them where only some count.</summary>
internal static class FlagText
{
    public static readonly string[] CtState = ["new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat"];

    public static readonly string[] Tcp = ["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]"];

    public static readonly string[] Tunnel = ["oam"];

    /// <summary>Every flag that counts, with + or - before it; all of them at once have no signs.</summary>
    public static string Masked(string[] names, uint value, uint mask, uint maximum)
    {
        var text = new System.Text.StringBuilder();
        if ((mask & maximum) == maximum && maximum != 0xffff && (value & mask) == 0) return "0";
        for (var bit = 0; bit < 32; bit++)
        {
            if ((mask >> bit & 1) == 0) continue;
            if (bit >= names.Length) continue;
            text.Append((value >> bit & 1) != 0 ? '+' : '-').Append(names[bit]);
        }

        return text.ToString();
    }
}
