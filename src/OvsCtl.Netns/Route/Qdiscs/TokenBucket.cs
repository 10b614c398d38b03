using System.Globalization;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.QdiscAttributes;

namespace OvsCtl.Netns;

/// <summary>The token bucket filter (tbf): sends at no more than a rate, after a burst. Packets beyond wait, and are dropped when the queue is full.</summary>
public sealed record TokenBucket : QdiscSettings
{
    private const byte LinkLayerEthernet = 1; // TC_LINKLAYER_ETHERNET
    private const uint RateTableMtu = 2047;
    private const int RateTableCount = 256;

    /// <inheritdoc/>
    public override string Kind => "tbf";

    /// <summary>The rate in bits per second.</summary>
    public required ulong BitsPerSecond { get; init; }

    /// <summary>The size of the bucket in bytes: this much passes at once after a rest. Packets longer than this are dropped.</summary>
    public required uint BurstBytes { get; init; }

    /// <summary>The longest time a packet waits for its turn; what would wait longer is dropped. Without it and <see cref="LimitBytes"/>: 50 ms.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The same limit as a size of the queue in bytes; wins over <see cref="Latency"/>.</summary>
    public uint? LimitBytes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"tbf rate {BitsPerSecond} bit/s burst {BurstBytes} bytes");

    internal override void Validate()
    {
        if (BitsPerSecond < 8) throw new ArgumentException($"A rate of {BitsPerSecond} bit/s is none: at least 8 are needed.");
        if (BurstBytes == 0) throw new ArgumentException("A burst of 0 bytes lets nothing pass.");
        if (Latency < TimeSpan.Zero) throw new ArgumentException($"A packet cannot wait {Latency}.");
    }

    internal override void Write(NetlinkMessageWriter writer)
    {
        var rate = BitsPerSecond / 8;

        // Faster ones are in an attribute of their own, from which the kernel works the times out itself.
        var shortRate = (uint)Math.Min(rate, uint.MaxValue);
        var cellLog = CellLog();
        using var options = writer.Nest(TCA_OPTIONS);
        writer.StructAttribute(TCA_TBF_PARMS, new TcTbfQopt
        {
            rate = new TcRateSpec { cell_log = cellLog, linklayer = LinkLayerEthernet, cell_align = -1, rate = shortRate },
            limit = LimitBytes ?? (uint)Math.Min(rate * (Latency ?? TimeSpan.FromMilliseconds(50)).TotalSeconds + BurstBytes, uint.MaxValue),
            buffer = Ticks(shortRate, BurstBytes),
        });
        writer.Attribute(TCA_TBF_BURST, BurstBytes);
        if (rate > uint.MaxValue) writer.Attribute(TCA_TBF_RATE64, rate);
        writer.Attribute(TCA_TBF_RTAB, RateTable(shortRate, cellLog));
    }

    internal static TokenBucket Parse(AttributeReader options)
    {
        var parameters = default(TcTbfQopt);
        ulong rate = 0;
        while (options.Read())
        {
            if (options.Type == TCA_TBF_PARMS) parameters = options.Struct<TcTbfQopt>();
            else if (options.Type == TCA_TBF_RATE64) rate = options.UInt64;
        }

        if (rate == 0) rate = parameters.rate.rate;
        var burst = Math.Min(Math.Round(parameters.buffer / TicksPerMicrosecond * rate / 1_000_000), uint.MaxValue);
        return new TokenBucket
        {
            BitsPerSecond = unchecked(rate * 8),
            BurstBytes = (uint)burst,
            LimitBytes = parameters.limit,
            Latency = rate == 0 ? null : TimeSpan.FromSeconds(Math.Max(parameters.limit - burst, 0) / rate),
        };
    }

    // The time that so many bytes take, cut to microseconds as tc does.
    private static uint Ticks(uint bytesPerSecond, uint size) => (uint)Math.Min(Math.Floor(1_000_000.0 * size / bytesPerSecond) * TicksPerMicrosecond, uint.MaxValue);

    private static byte CellLog()
    {
        byte log = 0;
        while (RateTableMtu >> log >= RateTableCount) log++;
        return log;
    }

    // Kernels before 3.8 look transmission times up in this table; later ones want it there all the same when the link layer is unknown.
    private static byte[] RateTable(uint bytesPerSecond, byte cellLog)
    {
        var table = new uint[RateTableCount];
        for (uint i = 0; i < table.Length; i++) table[i] = Ticks(bytesPerSecond, (i + 1) << cellLog);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes<uint>(table).ToArray();
    }
}
