using System.Buffers;
using System.Net;
using System.Net.Sockets;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Learning;

/// <summary>Somebody on the other end of a TCP connection who sends whatever bytes a test likes.</summary>
internal sealed class RawPeer : IDisposable
{
    private byte[] _input = [];

    private RawPeer(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RawPeer> ConnectAsync(EndPoint controller)
    {
        var socket = new Socket(controller.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(controller, Ct);
        return new RawPeer(socket);
    }

    /// <summary>Connects and completes the handshake.</summary>
    public static async Task<RawPeer> ConnectAsSwitchAsync(EndPoint controller, ulong datapath, byte auxiliaryId = 0)
    {
        var peer = await ConnectAsync(controller);
        await peer.SendAsync(LearningBench.Encode(Hello.For(OpenFlowMessage.Version13)));
        var request = await peer.ReceiveAsync<FeaturesRequest>();
        await peer.SendAsync(LearningBench.Encode(Features(datapath, auxiliaryId) with { Xid = request.Xid }));
        return peer;
    }

    public static FeaturesReply Features(ulong datapath, byte auxiliaryId = 0) => new() { DatapathId = new DatapathId(datapath), TableCount = 254, AuxiliaryId = auxiliaryId };

    public static byte[] PacketIn(uint port, byte[] frame) =>
        LearningBench.Encode(new PacketIn { TotalLength = (ushort)frame.Length, Match = Match.Any.InPort(new PortNumber(port)), Data = frame });

    public void Dispose() => Socket.Dispose();

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await Socket.SendAsync(bytes, Ct)..];
    }

    /// <summary>Sends until nothing more goes for a while or the connection ends, and reads nothing.</summary>
    public async Task StuffAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (true)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                patience.CancelAfter(TimeSpan.FromMilliseconds(200));
                await Socket.SendAsync(bytes, patience.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Full, or closed: both are what this is for.
        }
    }

    public void EndSending() => Socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until a message of a type comes.</summary>
    public async Task<T> ReceiveAsync<T>()
        where T : OpenFlowMessage
    {
        while (true)
        {
            var bytes = new ReadOnlySequence<byte>(_input);
            while (OpenFlowCodec.TryRead(ref bytes, out var message))
            {
                _input = bytes.ToArray();
                if (message is T found) return found;
            }

            var more = new byte[64 * 1024];
            var count = await Socket.ReceiveAsync(more, Ct);
            if (count == 0) throw new EndOfStreamException($"The controller hung up before it sent a {typeof(T).Name}.");
            _input = [.. _input, .. more.AsSpan(0, count)];
        }
    }

    /// <summary>Reads until the controller hangs up.</summary>
    public async Task WaitForEndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var more = new byte[64 * 1024];
        try
        {
            while (await Socket.ReceiveAsync(more, limit.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset, because it closed with our bytes unread.
        }
    }
}
