using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The key <c>shape</c>.</summary>
internal static class ShapeReader
{
    private const ulong LeastRate = 1_000;
    private const ulong MostRate = 100_000_000_000;
    private const ulong MostBurst = 1 << 30;
    private const int DefaultMtu = 1500;
    private const int EthernetHeaderSize = 14;

    // struct tc_netem_qopt and tc_tbf_qopt count 32 bits of 64 ns each.
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(274);

    private static readonly KeySet Keys = new("a shape", ["rate", "burst", "delay", "loss"], []);

    /// <param name="node">The value; null when there is no such key.</param>
    /// <param name="errors">What is wrong with it.</param>
    /// <param name="mtu">Of the interface, where it is known: a packet must fit into the burst.</param>
    public static Shape? Read(Node? node, ErrorList errors, int? mtu = null)
    {
        if (node is null || Fields.Read(node, Keys, errors) is not { } fields) return null;
        var scalars = new ScalarReader(errors);
        var shape = new Shape
        {
            Rate = Rate(fields["rate"], scalars, errors),
            Burst = Burst(fields["burst"], scalars, errors, (mtu ?? DefaultMtu) + EthernetHeaderSize),
            Delay = Delay(fields["delay"], scalars, errors),
            Loss = Loss(fields["loss"], scalars, errors),
        };
        if (fields["rate"] is null && fields["delay"] is null && fields["loss"] is null) errors.Add(node.At, "a shape needs 'rate', 'delay' or 'loss'");
        else if (fields["burst"] is { } burst && fields["rate"] is null) errors.Add(burst.At, "'burst' goes with 'rate'");
        else if (shape is { Rate: { } rate, Burst: { } size } && size * 8.0 / rate > LongestTime.TotalSeconds) errors.Add(node.At, "at this rate the burst takes more than 274 s: the kernel cannot count that");
        return shape;
    }

    private static ulong? Rate(Node? node, ScalarReader scalars, ErrorList errors)
    {
        if (node is null || scalars.Text(node, "rate") is not { } word) return null;
        if (ShapeText.ParseRate(word.Text) is { } rate and >= LeastRate and <= MostRate) return rate;
        errors.Add(word.At, $"'rate' must be bits a second such as 500kbit, 10mbit or 1gbit, from 1kbit to 100gbit; found {word}");
        return null;
    }

    private static int? Burst(Node? node, ScalarReader scalars, ErrorList errors, int packet)
    {
        if (node is null || scalars.Text(node, "burst") is not { } word) return null;
        if (ShapeText.ParseSize(word.Text) is not { } size || size > MostBurst) errors.Add(word.At, $"'burst' must be bytes such as 3000b, 16k or 1m, at most 1024m; found {word}");
        else if (size < (ulong)packet) errors.Add(word.At, $"'burst' must be at least {packet} bytes, or the largest packets would never pass; found {word}");
        else return (int)size;
        return null;
    }

    private static TimeSpan? Delay(Node? node, ScalarReader scalars, ErrorList errors)
    {
        if (scalars.Duration(node, "delay") is not { } delay) return null;
        if (delay <= LongestTime) return delay;
        errors.Add(node?.At ?? default, "'delay' is at most 274s: the kernel cannot count longer ones");
        return null;
    }

    private static double? Loss(Node? node, ScalarReader scalars, ErrorList errors)
    {
        if (node is null || scalars.Text(node, "loss") is not { } word) return null;
        if (ShapeText.ParseLoss(word.Text) is { } loss and > 0 and <= 100) return loss;
        errors.Add(word.At, $"'loss' must be a share such as 1% or 0.5%, more than 0% and at most 100%; found {word}");
        return null;
    }
}
