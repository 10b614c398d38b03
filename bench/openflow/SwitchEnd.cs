using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Bench.OpenFlow;

/// <summary>
/// A switch that is nothing but its OpenFlow connection: it greets, answers what it is asked, and sends packet-ins between hosts
/// the controller has learned. It counts a packet-in as answered when its PACKET_OUT has come.
/// </summary>
internal sealed class SwitchEnd : IDisposable
{
    private const int HostCount = 64, FrameSize = 64;
    private const int PacketInSize = 42 + FrameSize;

    private readonly Socket _socket;
    private readonly ulong _datapath;
    private readonly byte[] _input = new byte[64 * 1024];
    private byte[] _output = new byte[1024];
    private int _inputSize;
    private int _outputSize;
    private int _next;
    private int _toTeach = HostCount;

    public SwitchEnd(IPEndPoint controller, ulong datapath)
    {
        _datapath = datapath;
        _socket = new Socket(controller.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(controller);
        _socket.Blocking = false;

        // HELLO with a bitmap that lists 1.0 and 1.3
        Append([4, 0, 0, 16, 0, 0, 0, 1, 0, 1, 0, 8, 0, 0, 0, 0x12]);
        Flush();
    }

    public int Handle => (int)_socket.SafeHandle.DangerousGetHandle();

    /// <summary>True once the controller has asked who this is.</summary>
    public bool IsIntroduced { get; private set; }

    /// <summary>True once the controller has heard every host.</summary>
    public bool IsTaught => _toTeach == 0 && Outstanding == 0;

    public bool IsClosed { get; private set; }

    public int Outstanding { get; private set; }

    public long Answered { get; private set; }

    public long FlowCount { get; private set; }

    public long EchoCount { get; private set; }

    public void Dispose() => _socket.Dispose();

    /// <summary>Lets the controller hear hosts, as many as may be outstanding.</summary>
    public void Teach(int window)
    {
        while (_toTeach > 0 && Outstanding < window) AppendPacketIn(--_toTeach, 0xffffffffffff);
        Flush();
    }

    /// <summary>Sends packet-ins between known hosts until as many as allowed are outstanding.</summary>
    public void Fill(int window)
    {
        while (Outstanding < window)
        {
            _next = (_next + 1) % HostCount;
            AppendPacketIn(_next, Address((_next + 7) % HostCount));
        }

        Flush();
    }

    /// <summary>Takes what has come.</summary>
    public void Receive()
    {
        var count = _socket.Receive(_input.AsSpan(_inputSize), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0)
        {
            IsClosed = true;
            return;
        }

        _inputSize += count;
        var at = 0;
        while (_inputSize - at >= 8)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(_input.AsSpan(at + 2));
            if (_inputSize - at < length) break;
            Handle1(_input.AsSpan(at, length));
            at += length;
        }

        _input.AsSpan(at, _inputSize - at).CopyTo(_input);
        _inputSize -= at;
    }

    public void Flush()
    {
        var sent = 0;
        while (sent < _outputSize)
        {
            var count = _socket.Send(_output.AsSpan(sent, _outputSize - sent), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) continue;
            if (error != SocketError.Success)
            {
                IsClosed = true;
                break;
            }

            sent += count;
        }

        _outputSize = 0;
    }

    private static ulong Address(int host) => 0x020000000000UL | (uint)host;

    private void Handle1(ReadOnlySpan<byte> message)
    {
        switch (message[1])
        {
            case 2: // ECHO_REQUEST
                EchoCount++;
                Append(message)[1] = 3;
                break;
            case 5: // FEATURES_REQUEST
                var features = Append([4, 6, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 254, 0, 0, 0, 0, 0, 0, 0x4f, 0, 0, 0, 0]);
                message.Slice(4, 4).CopyTo(features[4..]);
                BinaryPrimitives.WriteUInt64BigEndian(features[8..], _datapath);
                IsIntroduced = true;
                break;
            case 7: // GET_CONFIG_REQUEST
                message.Slice(4, 4).CopyTo(Append([4, 8, 0, 12, 0, 0, 0, 0, 0, 0, 0xff, 0xff])[4..]);
                break;
            case 13: // PACKET_OUT
                Answered++;
                Outstanding--;
                break;
            case 14: // FLOW_MOD
                FlowCount++;
                break;
            case 18: // MULTIPART_REQUEST: an empty reply
                var reply = Append([4, 19, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
                message.Slice(4, 6).CopyTo(reply[4..]);
                break;
            case 20: // BARRIER_REQUEST
                message.Slice(4, 4).CopyTo(Append([4, 21, 0, 8, 0, 0, 0, 0])[4..]);
                break;
        }
    }

    private void AppendPacketIn(int host, ulong destination)
    {
        // header:8 buffer_id:4 total_len:2 reason:1 table_id:1 cookie:8 match { 1, 12, in_port } padded to 16, pad:2, frame
        var message = Reserve(PacketInSize);
        message.Clear();
        (message[0], message[1]) = (4, 10);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], PacketInSize);
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], 0xffffffff);
        BinaryPrimitives.WriteUInt16BigEndian(message[12..], FrameSize);
        BinaryPrimitives.WriteUInt32BigEndian(message[24..], 0x0001000c);
        BinaryPrimitives.WriteUInt32BigEndian(message[28..], 0x80000004);
        BinaryPrimitives.WriteUInt32BigEndian(message[32..], (uint)(host + 1));
        var frame = message[42..];
        BinaryPrimitives.WriteUInt64BigEndian(frame, destination << 16);
        BinaryPrimitives.WriteUInt64BigEndian(frame[6..], Address(host) << 16);

        // IPv4, UDP: enough for a controller that looks further
        frame[12] = 0x08;
        frame[14] = 0x45;
        frame[17] = FrameSize - 14;
        (frame[22], frame[23]) = (64, 17);
        frame[39] = FrameSize - 34;
        Outstanding++;
    }

    private Span<byte> Append(ReadOnlySpan<byte> bytes)
    {
        var span = Reserve(bytes.Length);
        bytes.CopyTo(span);
        return span;
    }

    private Span<byte> Reserve(int size)
    {
        if (_outputSize + size > _output.Length) Array.Resize(ref _output, Math.Max(_output.Length * 2, _outputSize + size));
        _outputSize += size;
        return _output.AsSpan(_outputSize - size, size);
    }
}
