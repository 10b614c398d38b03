using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns;

namespace OvsCtl.Controller.Checks;

/// <param name="RoundTrip">Null when there was no reply.</param>
/// <param name="Error">Why there was none.</param>
public sealed record EchoResult(TimeSpan? RoundTrip, string? Error);

/// <summary>Sends ICMP echo requests from a socket born in a namespace; no process is started.</summary>
public sealed class Pinger : IDisposable
{
    private static int s_nextId = Environment.ProcessId;

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly bool _isV6;
    private readonly ushort _id = (ushort)Interlocked.Increment(ref s_nextId);
    private ushort _sequence;

    /// <exception cref="NativeException">No raw socket may be opened there.</exception>
    public Pinger(NetworkNamespace ns, AddressFamily family, TimeProvider time)
    {
        _isV6 = family == AddressFamily.InterNetworkV6;
        _time = time;
        _socket = ns.CreateSocket(family, SocketType.Raw, _isV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
    }

    public async Task<EchoResult> EchoAsync(IPAddress target, TimeSpan timeout, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        var sequence = ++_sequence;
        var remote = new IPEndPoint(target, 0);
        var buffer = new byte[2048];
        var sent = _time.GetTimestamp();
        try
        {
            await _socket.SendToAsync(IcmpEcho.Request(_isV6, _id, sequence), SocketFlags.None, remote, linked.Token).ConfigureAwait(false);
            while (true)
            {
                // A raw socket hears every ICMP packet of its namespace; other pings' are passed over.
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(_isV6 ? IPAddress.IPv6Any : IPAddress.Any, 0), linked.Token).ConfigureAwait(false);
                var answer = IcmpEcho.Read(buffer.AsSpan(0, got.ReceivedBytes), _isV6, _id, sequence, out var text);
                if (answer == IcmpAnswer.Reply) return new EchoResult(_time.GetElapsedTime(sent), null);
                if (answer != IcmpAnswer.None) return new EchoResult(null, $"From {((IPEndPoint)got.RemoteEndPoint).Address}: {text}");
            }
        }
        catch (SocketException e)
        {
            return new EchoResult(null, $"connect: {e.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new EchoResult(null, $"no reply within {timeout.TotalSeconds:0.###} s");
        }
    }

    public void Dispose() => _socket.Dispose();
}
