namespace OvsCtl.Netns;

/// <summary>A system call failed. The message reads <c>operation: File exists (EEXIST)</c>.</summary>
/// <param name="errno">The kernel's error number, from asm-generic/errno.h.</param>
/// <param name="operation">What was being done, with the names of the things involved.</param>
public sealed class NativeException(int errno, string operation) : Exception($"{operation}: {Interop.Errno.Describe(errno)}")
{
    /// <summary>The kernel's error number, from asm-generic/errno.h.</summary>
    public int Errno { get; } = errno;

    /// <summary>The symbolic name of <see cref="Errno"/>, such as <c>EEXIST</c>.</summary>
    public string ErrnoName => Interop.Errno.Name(Errno);

    /// <summary>What was being done, with the names of the things involved.</summary>
    public string Operation { get; } = operation;
}
