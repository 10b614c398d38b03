using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Packets;

/// <summary>What the kernel says beside a frame: control messages, cmsg(3).</summary>
/// <param name="Nanoseconds">Since 1970.</param>
/// <param name="VlanTag">Four bytes, as they would be in the frame; null for none.</param>
internal readonly record struct AuxiliaryData(long Nanoseconds, uint? VlanTag)
{
    private const int HeaderSize = 16; // struct cmsghdr: length, level, type
    private const int VlanValid = 1 << 4, VlanTpidValid = 1 << 6; // TP_STATUS_*, linux/if_packet.h
    private const ushort Dot1Q = 0x8100;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static AuxiliaryData Read(ReadOnlySpan<byte> control)
    {
        var (nanoseconds, tag) = (0L, (uint?)null);
        while (control.Length >= HeaderSize)
        {
            var size = MemoryMarshal.Read<long>(control);
            if (size < HeaderSize || size > control.Length) break;
            var data = control[HeaderSize..(int)size];
            switch (MemoryMarshal.Read<int>(control[8..]), MemoryMarshal.Read<int>(control[12..]))
            {
                // struct timespec
                case (Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS) when data.Length >= 16:
                    nanoseconds = (MemoryMarshal.Read<long>(data) * NanosecondsPerSecond) + MemoryMarshal.Read<long>(data[8..]);
                    break;
                // struct tpacket_auxdata: status:4 len:4 snaplen:4 mac:2 net:2 vlan_tci:2 vlan_tpid:2
                case (Libc.SOL_PACKET, Libc.PACKET_AUXDATA) when data.Length >= 20 && (MemoryMarshal.Read<int>(data) & VlanValid) != 0:
                    var protocol = (MemoryMarshal.Read<int>(data) & VlanTpidValid) != 0 ? MemoryMarshal.Read<ushort>(data[18..]) : Dot1Q;
                    tag = ((uint)protocol << 16) | MemoryMarshal.Read<ushort>(data[16..]);
                    break;
            }

            var next = (int)((size + 7) / 8 * 8);
            control = next < control.Length ? control[next..] : default;
        }

        return new AuxiliaryData(nanoseconds, tag);
    }
}
