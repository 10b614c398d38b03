using System.Globalization;

namespace OvsCtl.Topology.Specs;

/// <summary>What an interface does to what it sends.</summary>
public sealed record Shape
{
    // A page of memory four times over: enough for a few packets of any MTU in use, and for what the network stack hands over at once.
    private const int LeastBurst = 16 * 1024;
    private static readonly TimeSpan BurstTime = TimeSpan.FromMilliseconds(10);

    /// <summary>At most so many bits a second; null for no limit.</summary>
    public ulong? Rate { get; init; }

    /// <summary>So many bytes pass at once after a rest; null for what goes with the rate.</summary>
    public int? Burst { get; init; }

    /// <summary>Every packet is held back for so long.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>So many packets in a hundred are lost.</summary>
    public double? Loss { get; init; }

    /// <summary>The kernel's queueing disciplines that do it, the outer one first.</summary>
    public IEnumerable<string> Disciplines => [.. Delay is null && Loss is null ? Array.Empty<string>() : ["netem"], .. Rate is null ? Array.Empty<string>() : ["tbf"]];

    /// <summary>With the burst that goes with the rate, where none is given.</summary>
    public Shape Completed() =>
        Rate is { } rate && Burst is null ? this with { Burst = (int)Math.Clamp(rate / 8 * BurstTime.TotalSeconds, LeastBurst, int.MaxValue) } : this;

    /// <summary>The same to the kernel, which counts bytes and ticks of 64 ns.</summary>
    public static bool AreSame(Shape? a, Shape? b)
    {
        if (a is null || b is null) return a is null && b is null;
        // The size of the burst is kept as the time it takes, in whole microseconds.
        var slack = 2 + ((a.Rate ?? 0) / 8 / 500_000.0);
        return a.Rate / 8 == b.Rate / 8
            && Math.Abs((a.Burst ?? 0) - (b.Burst ?? 0)) <= slack
            && Math.Abs(((a.Delay ?? default) - (b.Delay ?? default)).TotalMicroseconds) <= 1
            && Math.Abs((a.Loss ?? 0) - (b.Loss ?? 0)) < 0.0001;
    }

    public override string ToString()
    {
        string[] words =
        [
            .. Rate is { } rate ? [$"rate {ShapeText.Rate(rate)}"] : Array.Empty<string>(),
            .. Burst is { } burst ? [string.Create(CultureInfo.InvariantCulture, $"burst {burst}b")] : Array.Empty<string>(),
            .. Delay is { } delay ? [$"delay {ShapeText.Delay(delay)}"] : Array.Empty<string>(),
            .. Loss is { } loss ? [$"loss {ShapeText.Loss(loss)}"] : Array.Empty<string>(),
        ];
        return string.Join(' ', words);
    }
}
