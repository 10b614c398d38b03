namespace OvsCtl.Netns;

/// <summary>The kernel refused a netlink request. The message reads <c>create veth red-eth0: File exists (EEXIST)</c>, followed by what the kernel says about it.</summary>
/// <param name="errno">The kernel's error number, from asm-generic/errno.h.</param>
/// <param name="operation">What was being done, with the names of the things involved.</param>
/// <param name="kernelMessage">The text of the extended acknowledgement (NLMSGERR_ATTR_MSG), if there was one.</param>
/// <param name="offset">Bytes from the start of the request to the attribute the kernel objects to (NLMSGERR_ATTR_OFFS), if it said.</param>
public sealed class NetlinkException(int errno, string operation, string? kernelMessage = null, int? offset = null)
    : Exception($"{operation}: {Interop.Errno.Describe(errno)}{(kernelMessage is null ? "" : $": {kernelMessage}")}")
{
    /// <summary>The kernel's error number, from asm-generic/errno.h.</summary>
    public int Errno { get; } = errno;

    /// <summary>The symbolic name of <see cref="Errno"/>, such as <c>EEXIST</c>.</summary>
    public string ErrnoName => Interop.Errno.Name(Errno);

    /// <summary>What was being done, with the names of the things involved.</summary>
    public string Operation { get; } = operation;

    /// <summary>The text of the extended acknowledgement, or null.</summary>
    public string? KernelMessage { get; } = kernelMessage;

    /// <summary>Bytes from the start of the request to the attribute the kernel objects to, or null.</summary>
    public int? Offset { get; } = offset;
}
