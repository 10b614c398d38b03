using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Integration.Tests.Standalone;

/// <summary>
/// The switch's end of a connection, byte by byte: it shares no code with what it tests, and sends whatever it is told to.
/// </summary>
public sealed class RawSwitch : IDisposable
{
    public const byte Hello = 0, Error = 1, EchoRequest = 2, EchoReply = 3, FeaturesRequest = 5, FeaturesReply = 6, PacketInType = 10, PortStatus = 12, PacketOut = 13, FlowMod = 14, MultipartReply = 19;
    public const ulong Broadcast = 0xffffffffffff, A = 0x02000000000a, B = 0x02000000000b;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly byte[] _input = new byte[256 * 1024];
    private int _start;
    private int _end;

    private RawSwitch(Socket socket) => _socket = socket;

    public static async Task<RawSwitch> ConnectAsync(IPEndPoint controller)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(controller, TestContext.Current.CancellationToken);
        return new RawSwitch(socket);
    }

    public static byte[] Message(byte type, ReadOnlySpan<byte> body = default, uint xid = 0x1234)
    {
        var message = new byte[8 + body.Length];
        (message[0], message[1]) = (4, type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)message.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), xid);
        body.CopyTo(message.AsSpan(8));
        return message;
    }

    public static byte[] Features(ulong datapath, byte auxiliaryId = 0, uint xid = 0x1234)
    {
        // datapath_id:8 n_buffers:4 n_tables:1 auxiliary_id:1 pad:2 capabilities:4 reserved:4
        var body = new byte[24];
        BinaryPrimitives.WriteUInt64BigEndian(body, datapath);
        (body[12], body[13]) = (254, auxiliaryId);
        return Message(FeaturesReply, body, xid);
    }

    public static byte[] PacketIn(uint port, byte[] frame)
    {
        // buffer_id:4 total_len:2 reason:1 table_id:1 cookie:8 match { 1, 12, in_port } padded to 16, pad:2, frame
        var body = new byte[34 + frame.Length];
        body.AsSpan(0, 4).Fill(0xff);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), (ushort)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(16), 0x0001000c);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(20), 0x80000004);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(24), port);
        frame.CopyTo(body.AsSpan(34));
        return Message(PacketInType, body);
    }

    public static byte[] Frame(ulong destination, ulong source, ushort type = 0x0800, int size = 60)
    {
        var frame = new byte[size];
        BinaryPrimitives.WriteUInt64BigEndian(frame, destination << 16);
        BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(6), source << 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), type);
        return frame;
    }

    public static byte[] Times(int count, byte[] message) => [.. Enumerable.Repeat(message, count).SelectMany(m => m)];

    public void Dispose() => _socket.Dispose();

    /// <summary>Says HELLO, with a bitmap, and who it is.</summary>
    public async Task IntroduceAsync(ulong datapath, byte auxiliaryId = 0)
    {
        await SendAsync(Message(Hello, [0, 1, 0, 8, 0, 0, 0, 0x12]));
        var request = await ReceiveAsync(FeaturesRequest);
        await SendAsync(Features(datapath, auxiliaryId, BinaryPrimitives.ReadUInt32BigEndian(request.AsSpan(4))));
    }

    /// <summary>Two hosts are heard; the packet to the one known is answered by a flow and the packet.</summary>
    public async Task AssertServedAsync()
    {
        await SendAsync(PacketIn(1, Frame(Broadcast, A)));
        await ReceiveAsync(PacketOut);
        await SendAsync(PacketIn(2, Frame(A, B)));
        await ReceiveAsync(FlowMod);
        await ReceiveAsync(PacketOut);
    }

    /// <returns>False when the controller has hung up.</returns>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, limit.Token)..];
    }

    /// <summary>Sends the same again and again, reading nothing, until the controller hangs up.</summary>
    public async Task StuffAsync(byte[] bytes)
    {
        try
        {
            while (true) await SendAsync(bytes);
        }
        catch (SocketException)
        {
            // Hung up on at last.
        }
    }

    /// <summary>Hangs up as a machine that crashes and comes back does.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until a message of a type comes; echo requests are answered meanwhile.</summary>
    public async Task<byte[]> ReceiveAsync(byte type)
    {
        while (true)
        {
            var message = await NextAsync() ?? throw new EndOfStreamException($"The controller hung up before it sent a message of type {type}.");
            if (message[1] == type) return message;
            if (message[1] != EchoRequest) continue;
            message[1] = EchoReply;
            await SendAsync(message);
        }
    }

    /// <summary>Reads, answering nothing, until the controller hangs up.</summary>
    public async Task WaitForEndAsync()
    {
        while (await NextAsync() is not null)
        {
        }
    }

    private async Task<byte[]?> NextAsync()
    {
        while (true)
        {
            if (_end - _start >= 8 && BinaryPrimitives.ReadUInt16BigEndian(_input.AsSpan(_start + 2)) is var length && _end - _start >= length)
            {
                _start += length;
                return _input[(_start - length).._start];
            }

            _input.AsSpan(_start, _end - _start).CopyTo(_input);
            (_start, _end) = (0, _end - _start);
            using var limit = new CancellationTokenSource(s_patience);
            try
            {
                var count = await _socket.ReceiveAsync(_input.AsMemory(_end), limit.Token);
                if (count == 0) return null;
                _end += count;
            }
            catch (SocketException)
            {
                return null;
            }
        }
    }
}
