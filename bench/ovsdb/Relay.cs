using System.Net.Sockets;

namespace OvsCtl.Bench.Ovsdb;

/// <summary>Stands between one client and a server, counts what the server sends, and can be cut and held.</summary>
internal sealed class Relay : IDisposable
{
    private readonly string _server;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _arrived = new(0);
    private Socket? _client;
    private long _received;

    public Relay(string path, string server)
    {
        _server = server;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = ServeAsync();
    }

    /// <summary>Bytes that the server has sent.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Ends the connection there is. The next one is taken, but nothing passes until <see cref="ReleaseAsync"/>.</summary>
    public async Task HoldAsync()
    {
        await _gate.WaitAsync();
        await _arrived.WaitAsync();
        _client?.Dispose();
    }

    /// <summary>Lets pass what the next connection sends, once there is one.</summary>
    public async Task ReleaseAsync()
    {
        await _arrived.WaitAsync();
        _gate.Release();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _gate.Dispose();
        _arrived.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _client = await _listener.AcceptAsync();
                _arrived.Release();
                await _gate.WaitAsync();
                _gate.Release();
                using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
                await Task.WhenAny(CopyAsync(_client, server, isFromServer: false), CopyAsync(server, _client, isFromServer: true));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool isFromServer)
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (isFromServer) Interlocked.Add(ref _received, count);
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
