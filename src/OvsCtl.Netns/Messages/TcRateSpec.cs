namespace OvsCtl.Netns.Messages;

/// <summary><c>struct tc_ratespec</c>, linux/pkt_sched.h; the rate is in bytes per second.</summary>
internal struct TcRateSpec
{
    public byte cell_log;
    public byte linklayer;
    public ushort overhead;
    public short cell_align;
    public ushort mpu;
    public uint rate;
}
