namespace OvsCtl.Controller.Learning;

/// <summary>How long a learning switch remembers.</summary>
public sealed record LearningOptions
{
    /// <summary>How long a station that says nothing is remembered: 300 s, as 802.1D has it.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many stations one switch remembers.</summary>
    public int MacCapacity { get; init; } = 16 * 1024;

    /// <summary>After how many seconds without a packet a flow goes.</summary>
    public ushort IdleTimeout { get; init; } = 60;

    /// <summary>
    /// After how many seconds a flow goes in any case, less than <see cref="MaxAge"/>: we do not hear those whose packets the switch
    /// forwards by itself, and a station that talks all the time must not age.
    /// </summary>
    public ushort HardTimeout { get; init; } = 240;
}
