using System.Buffers.Binary;
using System.Text;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Captures;

/// <summary>Writes a capture of one Ethernet interface as pcapng (draft-ietf-opsawg-pcapng), with times in nanoseconds.</summary>
internal sealed class PcapNgWriter(Stream stream)
{
    private const uint SectionHeader = 0x0a0d0d0a, InterfaceDescription = 1, InterfaceStatistics = 5, EnhancedPacket = 6;
    private const uint ByteOrder = 0x1a2b3c4d;
    private const ushort Ethernet = 1;
    private const ushort IfName = 2, IfFilter = 11, IfResolution = 9, PacketFlags = 2, ReceivedCount = 4, DroppedCount = 5, Application = 4;
    private const byte Nanoseconds = 9; // a power of ten
    private const uint Inbound = 1, Outbound = 2;

    private byte[] _block = new byte[2048];
    private int _size;

    public void WriteHeader(string interfaceName, string filter)
    {
        Begin(SectionHeader);
        Write(ByteOrder);
        Write(1u); // version 1.0
        Write(ulong.MaxValue); // the section's length: not known
        Option(Application, "ovsctl"u8);
        EndOptions();
        End();

        Begin(InterfaceDescription);
        Write((uint)Ethernet);
        Write(0u); // frames are never cut off
        Option(IfName, Encoding.UTF8.GetBytes(interfaceName));
        Option(IfResolution, [Nanoseconds]);
        // A zero byte first: the filter is text.
        if (filter.Length > 0) Option(IfFilter, [0, .. Encoding.UTF8.GetBytes(filter)]);
        EndOptions();
        End();
    }

    public void Write(in ReceivedFrame frame)
    {
        Begin(EnhancedPacket);
        Write(0u); // the interface
        WriteTime(frame.Nanoseconds);
        Write((uint)frame.Data.Length);
        Write((uint)frame.Length);
        Write(frame.Data);
        Option(PacketFlags, BitConverter.GetBytes(frame.IsOutgoing ? Outbound : Inbound));
        EndOptions();
        End();
    }

    public void WriteStatistics(long nanoseconds, ulong received, ulong dropped)
    {
        Begin(InterfaceStatistics);
        Write(0u);
        WriteTime(nanoseconds);
        Option(ReceivedCount, BitConverter.GetBytes(received));
        Option(DroppedCount, BitConverter.GetBytes(dropped));
        EndOptions();
        End();
    }

    public void Flush() => stream.Flush();

    // A block: type, length, body, length once more. The length is written at the end.
    private void Begin(uint type)
    {
        _size = 0;
        Write(type);
        Write(0u);
    }

    private void End()
    {
        var size = (uint)_size + sizeof(uint);
        Write(size);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(4), size);
        stream.Write(_block, 0, _size);
    }

    private void Option(ushort code, ReadOnlySpan<byte> value)
    {
        Write(code | ((uint)value.Length << 16));
        Write(value);
    }

    private void EndOptions() => Write(0u);

    private void WriteTime(long nanoseconds)
    {
        Write((uint)(nanoseconds >> 32));
        Write((uint)nanoseconds);
    }

    private void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);

    private void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);

    /// <summary>Padded to four bytes.</summary>
    private void Write(ReadOnlySpan<byte> bytes)
    {
        var room = Room((bytes.Length + 3) / 4 * 4);
        bytes.CopyTo(room);
        room[bytes.Length..].Clear();
    }

    private Span<byte> Room(int size)
    {
        if (_size + size > _block.Length) Array.Resize(ref _block, Math.Max(_size + size, _block.Length * 2));
        _size += size;
        return _block.AsSpan(_size - size, size);
    }
}
