namespace OvsCtl.Netns.Messages;

/// <summary><c>struct tc_tbf_qopt</c>, linux/pkt_sched.h; the buffer is a time, in ticks of 64 ns.</summary>
internal struct TcTbfQopt
{
    public TcRateSpec rate;
    public TcRateSpec peakrate;
    public uint limit;
    public uint buffer;
    public uint mtu;
}
