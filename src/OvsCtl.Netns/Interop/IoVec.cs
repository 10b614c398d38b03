namespace OvsCtl.Netns.Interop;

/// <summary><c>struct iovec</c>, bits/types/struct_iovec.h</summary>
internal unsafe struct IoVec
{
    public void* iov_base;
    public nuint iov_len;
}
