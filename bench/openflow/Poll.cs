using System.Runtime.InteropServices;

namespace OvsCtl.Bench.OpenFlow;

/// <summary>poll(2): the load generator is one thread that waits for many sockets, and must not be what is measured.</summary>
internal static partial class Poll
{
    public const short POLLIN = 1;

    public static int Wait(Span<Descriptor> descriptors, int timeoutMilliseconds) => poll(descriptors, (nuint)descriptors.Length, timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(Span<Descriptor> fds, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    public struct Descriptor
    {
        public int Handle;
        public short Events;
        public short Returned;
    }
}
