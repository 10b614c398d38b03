namespace OvsCtl.Netns.Interop;

/// <summary><c>struct ethtool_value</c>, linux/ethtool.h</summary>
internal struct EthtoolValue
{
    public uint cmd;
    public uint data;
}
