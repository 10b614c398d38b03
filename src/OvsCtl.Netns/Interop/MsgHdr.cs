namespace OvsCtl.Netns.Interop;

/// <summary><c>struct msghdr</c>, bits/socket.h on 64-bit machines</summary>
internal unsafe struct MsgHdr
{
    public void* msg_name;
    public uint msg_namelen;
    public IoVec* msg_iov;
    public nuint msg_iovlen;
    public void* msg_control;
    public nuint msg_controllen;
    public int msg_flags;
}
