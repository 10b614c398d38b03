using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>How long a flow has existed, as on the wire: a <see cref="TimeSpan"/> would round the nanoseconds.</summary>
internal readonly record struct FlowDuration(uint Seconds, uint Nanoseconds)
{
    /// <summary>True when the switch does not keep time: all bits are set then.</summary>
    public bool IsUnknown => Seconds == uint.MaxValue;

    public static FlowDuration From(TimeSpan time) =>
        new((uint)(time.Ticks / TimeSpan.TicksPerSecond), (uint)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));

    public static FlowDuration Read(ref OpenFlowReader reader) => new(reader.ReadUInt32(), reader.ReadUInt32());

    public void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Seconds);
        writer.WriteUInt32(Nanoseconds);
    }

    public TimeSpan ToTimeSpan() => new((Seconds * TimeSpan.TicksPerSecond) + (Nanoseconds / TimeSpan.NanosecondsPerTick));

    /// <summary>Seconds as Open vSwitch writes them: with no decimals, with three, or with as many as it takes.</summary>
    public override string ToString()
    {
        const uint perMillisecond = 1_000_000;
        var invariant = CultureInfo.InvariantCulture;
        if (Nanoseconds == 0) return Seconds.ToString(invariant);
        return Nanoseconds % perMillisecond == 0
            ? string.Create(invariant, $"{Seconds}.{Nanoseconds / perMillisecond:d3}")
            : string.Create(invariant, $"{Seconds}.{Nanoseconds:d9}").TrimEnd('0');
    }
}
