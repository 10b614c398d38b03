namespace OvsCtl.Netns.Messages;

/// <summary><c>struct ifa_cacheinfo</c>, linux/if_addr.h: lifetimes in seconds, the greatest number for ever.</summary>
internal struct IfaCacheInfo
{
    public const uint Forever = uint.MaxValue;

    public uint ifa_prefered;
    public uint ifa_valid;
    public uint cstamp;
    public uint tstamp;
}
