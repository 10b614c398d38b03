namespace OvsCtl.Netns.Messages;

/// <summary><c>struct tc_netem_qopt</c>, linux/pkt_sched.h: times in ticks of 64 ns, probabilities as shares of 2^32 - 1.</summary>
internal struct TcNetemQopt
{
    public uint latency;
    public uint limit;
    public uint loss;
    public uint gap;
    public uint duplicate;
    public uint jitter;
}
