namespace OvsCtl.Netns.Interop;

/// <summary>What a system call answered: its value, or -1 and the error number.</summary>
internal readonly record struct SyscallResult(int Value, int Errno)
{
    /// <summary>The value, or the error as an exception naming <paramref name="operation"/>.</summary>
    public int OrThrow(string operation) => Errno == 0 ? Value : throw new NativeException(Errno, operation);
}
