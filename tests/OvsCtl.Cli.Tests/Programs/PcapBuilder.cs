using System.Buffers.Binary;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>Makes captures of TCP between 10.0.0.1 and 10.0.0.2, a frame every second from second 5 on.</summary>
internal sealed class PcapBuilder
{
    public const byte Syn = 2;

    private readonly List<byte[]> _frames = [];

    public void Segment(ushort sourcePort, ushort destinationPort, uint sequence, byte flags, string hex = "")
    {
        var data = Convert.FromHexString(hex);
        var frame = new byte[54 + data.Length];
        Convert.FromHexString("0200000000020200000000010800").CopyTo(frame, 0);
        frame[14] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(16), (ushort)(40 + data.Length));
        frame[22] = 64;
        frame[23] = 6;
        Convert.FromHexString("0a0000010a000002").CopyTo(frame, 26);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(34), sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), destinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(38), sequence);
        frame[46] = 0x50;
        frame[47] = flags;
        data.CopyTo(frame, 54);
        _frames.Add(frame);
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        Write(stream, 0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1);
        for (var i = 0; i < _frames.Count; i++)
        {
            Write(stream, (uint)(5 + i), 0, (uint)_frames[i].Length, (uint)_frames[i].Length);
            stream.Write(_frames[i]);
        }

        return stream.ToArray();
    }

    public byte[] ToPcapNg()
    {
        using var stream = new MemoryStream();
        Write(stream, 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, uint.MaxValue, uint.MaxValue, 28);
        Write(stream, 1, 20, 1, 0, 20);
        for (var i = 0; i < _frames.Count; i++)
        {
            var padded = (_frames[i].Length + 3) / 4 * 4;
            var microseconds = (ulong)(5 + i) * 1_000_000;
            Write(stream, 6, (uint)(32 + padded), 0, (uint)(microseconds >> 32), (uint)microseconds, (uint)_frames[i].Length, (uint)_frames[i].Length);
            stream.Write(_frames[i]);
            stream.Write(new byte[padded - _frames[i].Length]);
            Write(stream, (uint)(32 + padded));
        }

        return stream.ToArray();
    }

    private static void Write(MemoryStream stream, params ReadOnlySpan<uint> values)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
