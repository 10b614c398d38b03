using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace OvsCtl.OpenFlow.Tests.Syntax;

/// <summary>A switch that only listens: it answers ovs-ofctl enough for it to go on, and keeps the FLOW_MODs it sends.</summary>
internal sealed class RecordingSwitch : IAsyncDisposable
{
    private const int HeaderSize = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("ovsctl-test-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _flowMods = [];
    private readonly Task _loop;

    public RecordingSwitch()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _loop = AcceptAsync();
    }

    private string SocketPath => Path.Combine(_folder, "switch");

    /// <summary>What ovs-ofctl makes of a line of a file of flows: the first FLOW_MOD in hexadecimal, or null and what it says.</summary>
    public async Task<(string? Hex, string Error)> AddFlowsAsync(string line)
    {
        var file = Path.Combine(_folder, "flows");
        await File.WriteAllTextAsync(file, line + "\n");
        lock (_flowMods) _flowMods.Clear();
        var start = new ProcessStartInfo("ovs-ofctl", ["-O", "OpenFlow13", "--no-names", "add-flows", "unix:" + SocketPath, file]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("ovs-ofctl did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        lock (_flowMods) return (_flowMods.Count > 0 ? _flowMods[0] : null, error.Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await _listener.AcceptAsync(_stop.Token);
                await using var stream = new NetworkStream(connection);
                await ServeAsync(stream);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The peer is gone, as it is after each line, or the test is over.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        await stream.WriteAsync(Message(MessageType.Hello, 1, [0, 1, 0, 8, 0, 0, 0, 1 << 4]), _stop.Token);
        var header = new byte[HeaderSize];
        while (true)
        {
            await stream.ReadExactlyAsync(header, _stop.Token);
            var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderSize];
            await stream.ReadExactlyAsync(body, _stop.Token);
            var xid = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
            switch ((MessageType)header[1])
            {
                case MessageType.FlowMod:
                    lock (_flowMods) _flowMods.Add(Convert.ToHexStringLower([.. header, .. body]));
                    break;
                case MessageType.EchoRequest: await stream.WriteAsync(Message(MessageType.EchoReply, xid, body), _stop.Token); break;
                case MessageType.BarrierRequest: await stream.WriteAsync(Message(MessageType.BarrierReply, xid, []), _stop.Token); break;
                case MessageType.MultipartRequest: await stream.WriteAsync(Message(MessageType.MultipartReply, xid, [.. body.AsSpan(0, 2), 0, 0, 0, 0, 0, 0]), _stop.Token); break;
            }
        }
    }

    private static byte[] Message(MessageType type, uint xid, byte[] body)
    {
        byte[] message = [OpenFlowMessage.Version13, (byte)type, 0, 0, 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)message.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), xid);
        return message;
    }
}
