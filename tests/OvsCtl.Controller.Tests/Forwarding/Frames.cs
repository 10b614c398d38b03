using System.Buffers.Binary;
using System.Net;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Tests.Forwarding;

internal static class Frames
{
    public const ulong Broadcast = 0xffff_ffff_ffff;

    private const ushort Experimental = 0x88b5; // IEEE 802: for local experiments

    /// <summary>An Ethernet frame of the least size, with nothing in it that anybody knows.</summary>
    public static byte[] Ethernet(ulong destination, ulong source)
    {
        var frame = new byte[60];
        new MacAddress(destination).ToBytes().CopyTo(frame, 0);
        new MacAddress(source).ToBytes().CopyTo(frame, 6);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), Experimental);
        return frame;
    }

    /// <summary>IPv4 from an address, with the first bytes of its header.</summary>
    public static byte[] Ipv4(ulong destination, ulong source, string from)
    {
        var frame = Ethernet(destination, source);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), 0x0800);
        frame[14] = 0x45;
        IPAddress.Parse(from).GetAddressBytes().CopyTo(frame, 26);
        return frame;
    }

    /// <summary>An ARP request (RFC 826) in which the sender says who it is.</summary>
    public static byte[] Arp(ulong source, ulong senderMac, string senderAddress)
    {
        var frame = Ethernet(Broadcast, source);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), 0x0806);
        byte[] header = [0, 1, 8, 0, 6, 4, 0, 1];
        header.CopyTo(frame, 14);
        new MacAddress(senderMac).ToBytes().CopyTo(frame, 22);
        IPAddress.Parse(senderAddress).GetAddressBytes().CopyTo(frame, 28);
        return frame;
    }
}
