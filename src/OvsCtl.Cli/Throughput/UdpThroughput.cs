using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Cli.Throughput;

/// <summary>Datagrams at a rate, or as fast as they go: how many come.</summary>
internal static class UdpThroughput
{
    /// <summary>With the headers of IPv6 and UDP it fits into the MTU of a tunnel.</summary>
    public const int DatagramSize = 1400;

    private const int ReceiveBufferSize = 4 * 1024 * 1024;
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    /// <param name="path">From where to where.</param>
    /// <param name="duration">How long it sends.</param>
    /// <param name="bitsPerSecond">Of payload; null for as fast as it goes.</param>
    /// <param name="onSecond">What came in each second.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CommandFailure">Nothing could be sent.</exception>
    public static async Task<Measurement> MeasureAsync(MeasuredPath path, TimeSpan duration, ulong? bitsPerSecond, Action<Measurement> onSecond, CancellationToken cancellationToken)
    {
        using var receiver = path.To.CreateSocket(path.Target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        receiver.ReceiveBufferSize = ReceiveBufferSize;
        receiver.Bind(new IPEndPoint(path.Target, 0));
        using var sender = path.From.CreateSocket(path.Target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        var received = new ReceivedBytes(TimeProvider.System, onSecond);
        using var over = new CancellationTokenSource();
        long sentCount;
        try
        {
            await sender.ConnectAsync(receiver.LocalEndPoint ?? throw new InvalidOperationException("a socket without an address"), cancellationToken);
            received.Start();
            var receiving = Task.Run(() => ReceiveAsync(receiver, received, over.Token), CancellationToken.None);
            sentCount = await SendAsync(sender, duration, bitsPerSecond, cancellationToken);
            // Nobody says which datagram is the last.
            over.CancelAfter(s_rest);
            await receiving;
        }
        catch (SocketException e)
        {
            throw new CommandFailure(ExitCode.Failed, $"send to {path.Target}: {e.Message}", e);
        }

        return new Measurement(received.ByteCount, received.Elapsed, sentCount, received.DatagramCount);
    }

    private static async Task<long> SendAsync(Socket sender, TimeSpan duration, ulong? bitsPerSecond, CancellationToken cancellationToken)
    {
        var (time, buffer, count) = (TimeProvider.System, new byte[DatagramSize], 0L);
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) is var elapsed && elapsed < duration && !cancellationToken.IsCancellationRequested)
        {
            if (bitsPerSecond is { } rate && count * DatagramSize * 8.0 > rate * elapsed.TotalSeconds)
            {
                await Task.Delay(s_pause, time, CancellationToken.None);
                continue;
            }

            try
            {
                await sender.SendAsync(buffer, SocketFlags.None, CancellationToken.None);
                count++;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
            {
                // The queue of the interface is full.
                await Task.Delay(s_pause, time, CancellationToken.None);
            }
        }

        return count;
    }

    private static async Task ReceiveAsync(Socket receiver, ReceivedBytes received, CancellationToken over)
    {
        var buffer = new byte[DatagramSize];
        try
        {
            while (true) received.Add(await receiver.ReceiveAsync(buffer, SocketFlags.None, over));
        }
        catch (OperationCanceledException)
        {
            // Everything that was to come has come.
        }
    }
}
