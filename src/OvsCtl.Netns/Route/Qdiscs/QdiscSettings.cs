using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns;

/// <summary>What a queueing discipline is to do: a <see cref="TokenBucket"/> or a <see cref="NetworkEmulation"/>.</summary>
public abstract record QdiscSettings
{
    // PSCHED_SHIFT, linux/pkt_sched.h: the scheduler counts time in ticks of 64 ns.
    private protected const double TicksPerMicrosecond = 1000.0 / 64;

    private protected QdiscSettings()
    {
    }

    /// <summary>The kernel's name of the discipline, such as <c>tbf</c>.</summary>
    public abstract string Kind { get; }

    internal abstract void Validate();

    internal abstract void Write(NetlinkMessageWriter writer);
}
