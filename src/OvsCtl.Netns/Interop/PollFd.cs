namespace OvsCtl.Netns.Interop;

/// <summary><c>struct pollfd</c>, poll.h</summary>
internal struct PollFd
{
    public int fd;
    public short events;
    public short revents;
}
