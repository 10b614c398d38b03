namespace OvsCtl.Netns.Interop;

/// <summary><c>struct timeval</c>, sys/time.h on 64-bit machines.</summary>
internal struct TimeVal
{
    public long tv_sec;
    public long tv_usec;
}
