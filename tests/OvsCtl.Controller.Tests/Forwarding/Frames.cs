using System.Buffers.Binary;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Tests.Forwarding;

internal static class Frames
{
    public const ulong Broadcast = 0xffff_ffff_ffff;

    /// <summary>An Ethernet frame of the least size with an IPv4 header's first bytes.</summary>
    public static byte[] Ethernet(ulong destination, ulong source)
    {
        var frame = new byte[60];
        new MacAddress(destination).ToBytes().CopyTo(frame, 0);
        new MacAddress(source).ToBytes().CopyTo(frame, 6);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), 0x0800);
        frame[14] = 0x45;
        return frame;
    }
}
