using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Cli.Throughput;

/// <summary>As much as goes through one TCP connection.</summary>
internal static class TcpThroughput
{
    private const int BufferSize = 128 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <exception cref="CommandFailure">No connection was made.</exception>
    public static async Task<Measurement> MeasureAsync(MeasuredPath path, TimeSpan duration, Action<Measurement> onSecond, CancellationToken cancellationToken)
    {
        using var listener = path.To.CreateSocket(path.Target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(path.Target, 0));
        listener.Listen(1);
        using var sender = path.From.CreateSocket(path.Target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var receiver = await ConnectAsync(sender, listener, cancellationToken);
        var received = new ReceivedBytes(TimeProvider.System, onSecond);
        received.Start();
        var receiving = Task.Run(() => ReceiveAsync(receiver, received), CancellationToken.None);
        await SendAsync(sender, duration, cancellationToken);
        await receiving;
        return new Measurement(received.ByteCount, received.Elapsed);
    }

    private static async Task<Socket> ConnectAsync(Socket sender, Socket listener, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(s_patience);
        var target = listener.LocalEndPoint ?? throw new InvalidOperationException("a listener without an address");
        try
        {
            await sender.ConnectAsync(target, deadline.Token);
            return await listener.AcceptAsync(deadline.Token);
        }
        catch (SocketException e)
        {
            throw new CommandFailure(ExitCode.Failed, $"connect to {target}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Failed, $"connect to {target}: no answer within {s_patience.TotalSeconds} s; 'ovsctl trace' says where it ends", e);
        }
    }

    private static async Task SendAsync(Socket sender, TimeSpan duration, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(duration);
        try
        {
            while (true) await sender.SendAsync(buffer, SocketFlags.None, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is over, or somebody has seen enough: what is on its way still counts.
            sender.Shutdown(SocketShutdown.Send);
        }
    }

    private static async Task ReceiveAsync(Socket receiver, ReceivedBytes received)
    {
        var buffer = new byte[BufferSize];
        // What a slow path still holds at the end comes in its own time, but not for ever.
        using var patience = new CancellationTokenSource();
        while (true)
        {
            patience.CancelAfter(s_patience);
            try
            {
                var size = await receiver.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
                if (size == 0) return;
                received.Add(size);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }
}
