using System.Globalization;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.QdiscAttributes;

namespace OvsCtl.Netns;

/// <summary>The network emulator (netem): delays, loses, duplicates and damages packets. Not every kernel has it: ask <see cref="KernelFeatures.FindMissingQdisc"/>.</summary>
public sealed record NetworkEmulation : QdiscSettings
{
    /// <inheritdoc/>
    public override string Kind => "netem";

    /// <summary>How long every packet is held back, up to 274 s.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How much the delay varies in either direction.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The share of packets lost, from 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>The share of packets sent twice, from 0 to 1.</summary>
    public double Duplication { get; init; }

    /// <summary>The share of packets with one bit changed, from 0 to 1.</summary>
    public double Corruption { get; init; }

    /// <summary>How many packets are held back at most; those beyond are dropped.</summary>
    public uint Limit { get; init; } = 1000;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"netem delay {Delay.TotalMilliseconds} ms loss {Loss:P2}");

    internal override void Validate()
    {
        foreach (var time in (ReadOnlySpan<TimeSpan>)[Delay, Jitter])
        {
            if (time < TimeSpan.Zero || time.TotalMicroseconds * TicksPerMicrosecond > uint.MaxValue) throw new ArgumentException($"A delay is from 0 to 274 s, not {time}.");
        }

        foreach (var share in (ReadOnlySpan<double>)[Loss, Duplication, Corruption])
        {
            if (share is not (>= 0 and <= 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A share of packets is from 0 to 1, not {share}."));
        }
    }

    internal override void Write(NetlinkMessageWriter writer)
    {
        // The structure comes first and bare, attributes after it.
        using var options = writer.Nest(TCA_OPTIONS);
        writer.Struct(new TcNetemQopt
        {
            latency = (uint)(Delay.TotalMicroseconds * TicksPerMicrosecond),
            limit = Limit,
            loss = Share(Loss),
            duplicate = Share(Duplication),
            jitter = (uint)(Jitter.TotalMicroseconds * TicksPerMicrosecond),
        });
        if (Corruption > 0) writer.Attribute(TCA_NETEM_CORRUPT, BitConverter.IsLittleEndian ? Share(Corruption) : (ulong)Share(Corruption) << 32); // struct tc_netem_corrupt: u32 probability, u32 correlation
    }

    internal static NetworkEmulation Parse(ReadOnlySpan<byte> options)
    {
        var size = Marshal.SizeOf<TcNetemQopt>();
        if (options.Length < size) throw new InvalidDataException($"Netlink netem options of {options.Length} bytes.");
        var parameters = MemoryMarshal.Read<TcNetemQopt>(options);
        var emulation = new NetworkEmulation
        {
            Delay = TimeSpan.FromMicroseconds(parameters.latency / TicksPerMicrosecond),
            Jitter = TimeSpan.FromMicroseconds(parameters.jitter / TicksPerMicrosecond),
            Loss = Share(parameters.loss),
            Duplication = Share(parameters.duplicate),
            Limit = parameters.limit,
        };
        var reader = new AttributeReader(options[size..]);
        while (reader.Read())
        {
            emulation = reader.Type switch
            {
                TCA_NETEM_LATENCY64 => emulation with { Delay = Nanoseconds(reader.UInt64) },
                TCA_NETEM_JITTER64 => emulation with { Jitter = Nanoseconds(reader.UInt64) },
                TCA_NETEM_CORRUPT => emulation with { Corruption = Share(reader.UInt32) },
                _ => emulation,
            };
        }

        return emulation;
    }

    private static TimeSpan Nanoseconds(ulong value) => new((long)(value / TimeSpan.NanosecondsPerTick));

    private static uint Share(double value) => (uint)Math.Round(value * uint.MaxValue);

    private static double Share(uint value) => (double)value / uint.MaxValue;
}
