using System.Net.Sockets;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Stands between a client and a real server on unix sockets, and tears connections where a test wants.</summary>
internal sealed class TearingProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Socket> _open = [];
    private readonly string _target;
    private readonly Task _run;
    private volatile bool _isDroppingReplies;
    private volatile bool _isBlocked;

    private TearingProxy(string path, string target)
    {
        _target = target;
        Endpoint = OvsdbEndpoint.Parse($"unix:{path}");
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _run = AcceptAsync();
    }

    public OvsdbEndpoint Endpoint { get; }

    /// <summary>How many connections have been made through it.</summary>
    public int ConnectionCount { get; private set; }

    /// <summary>Bytes that went from the server to the client, in all.</summary>
    public long ReceivedBytes { get; private set; }

    public static TearingProxy Start(string path, string target) => new(path, target);

    /// <summary>Lets requests pass but keeps the answers, until the next <see cref="Cut"/>.</summary>
    public void DropReplies() => _isDroppingReplies = true;

    /// <summary>Ends every connection, in the middle of whatever is going on.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var socket in _open) socket.Dispose();
            _open.Clear();
        }

        _isDroppingReplies = false;
    }

    /// <summary>Ends every connection, and each new one as soon as it is made, until <see cref="Unblock"/>.</summary>
    public void Block()
    {
        _isBlocked = true;
        Cut();
    }

    public void Unblock() => _isBlocked = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Cut();
        await _run;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                ConnectionCount++;
                if (_isBlocked)
                {
                    client.Dispose();
                    continue;
                }

                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                lock (_lock) _open.AddRange([client, server]);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_target), _stop.Token);
                pumps.Add(PumpAsync(client, server, isReply: false));
                pumps.Add(PumpAsync(server, client, isReply: true));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy is done, or its server is: a client finds nobody listening.
            _listener.Dispose();
        }

        await Task.WhenAll(pumps);
    }

    private async Task PumpAsync(Socket from, Socket to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (var count = 1; count > 0;)
            {
                count = await from.ReceiveAsync(buffer, _stop.Token);
                if (isReply && _isDroppingReplies) continue;
                if (isReply) ReceivedBytes += count;
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Torn.
        }

        to.Dispose();
    }
}
