using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Where switches connect. Each is greeted by itself, so one that is silent or speaks something else costs nobody else anything.
/// Two connections of one datapath id are both handed out: which to keep is the caller's policy, see <see cref="DatapathConnections"/>.
/// </summary>
public sealed class OpenFlowListener : IAsyncDisposable
{
    // A short backlog costs a switch a second for every retry of its SYN; the kernel caps this at its own limit.
    private const int Backlog = 4096;
    private const int MaxUnclaimed = 1024;

    private readonly Socket _socket;
    private readonly string? _path;
    private readonly OpenFlowTlsOptions? _tls;
    private readonly OpenFlowConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Greetings _greetings = new();
    private readonly Channel<OpenFlowConnection> _accepted = Channel.CreateBounded<OpenFlowConnection>(MaxUnclaimed);
    private readonly Task _loop;
    private int _connectionCount;
    private int _isDisposed;

    private OpenFlowListener(Socket socket, string? path, OpenFlowTlsOptions? tls, OpenFlowConnectionOptions options, ILogger? logger)
    {
        _socket = socket;
        _path = path;
        _tls = tls;
        _options = options;
        _logger = logger ?? NullLogger.Instance;
        _loop = AcceptLoopAsync(_stopping.Token);
    }

    /// <summary>Where it listens; with a TCP port of 0 asked for, the port the system chose.</summary>
    public EndPoint LocalEndPoint => _socket.LocalEndPoint ?? throw new ObjectDisposedException(nameof(OpenFlowListener));

    /// <summary>Listens on a unix socket (Open vSwitch's <c>punix:</c>), which only its owner may connect to.</summary>
    /// <param name="path">The socket's path. A socket file that nobody answers on is replaced.</param>
    /// <param name="options">Limits of each connection.</param>
    /// <param name="logger">Where to report; null for nowhere.</param>
    /// <exception cref="IOException">Somebody answers on the socket, or the path is another kind of file.</exception>
    /// <exception cref="SocketException">The system refuses.</exception>
    public static OpenFlowListener ListenUnix(string path, OpenFlowConnectionOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        UnixSocketFile.RemoveStale(path);
        return Listen(new UnixDomainSocketEndPoint(path), path, tls: null, options, logger);
    }

    /// <summary>Listens on TCP (Open vSwitch's <c>ptcp:</c>).</summary>
    /// <param name="endPoint">The address and port; 6653 is OpenFlow's.</param>
    /// <param name="options">Limits of each connection.</param>
    /// <param name="logger">Where to report; null for nowhere.</param>
    /// <exception cref="SocketException">The system refuses.</exception>
    public static OpenFlowListener ListenTcp(IPEndPoint endPoint, OpenFlowConnectionOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Listen(endPoint, path: null, tls: null, options, logger);
    }

    /// <summary>Listens on TCP for TLS (Open vSwitch's <c>pssl:</c>). A switch whose certificate is not signed by the authority is turned away.</summary>
    /// <param name="endPoint">The address and port; 6653 is OpenFlow's.</param>
    /// <param name="tls">Who this end is, and whom it trusts.</param>
    /// <param name="options">Limits of each connection.</param>
    /// <param name="logger">Where to report; null for nowhere.</param>
    /// <exception cref="SocketException">The system refuses.</exception>
    public static OpenFlowListener ListenTls(IPEndPoint endPoint, OpenFlowTlsOptions tls, OpenFlowConnectionOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(tls);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Listen(endPoint, path: null, tls, options, logger);
    }

    /// <summary>Listens where a passive target of Open vSwitch says.</summary>
    /// <param name="target">The target.</param>
    /// <param name="tls">For <c>pssl:</c>, who this end is and whom it trusts.</param>
    /// <param name="options">Limits of each connection.</param>
    /// <param name="logger">Where to report; null for nowhere.</param>
    /// <exception cref="ArgumentException">The target is for TLS, and there is nothing to do it with.</exception>
    /// <exception cref="IOException">Somebody answers on the unix socket, or the path is another kind of file.</exception>
    /// <exception cref="SocketException">The system refuses.</exception>
    public static OpenFlowListener Listen(OpenFlowTarget target, OpenFlowTlsOptions? tls, OpenFlowConnectionOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Path is { } path) return ListenUnix(path, options, logger);
        var endPoint = target.EndPoint ?? throw new ArgumentException("A target has a path or an address.", nameof(target));
        if (!target.IsTls) return ListenTcp(endPoint, options, logger);
        if (tls is null) throw new ArgumentException($"{target} needs a certificate, its private key and the certificate of an authority.", nameof(tls));
        return ListenTls(endPoint, tls, options, logger);
    }

    /// <summary>Waits for the next switch that has completed the handshake; the caller owns the connection.</summary>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="ChannelClosedException">The listener is closed.</exception>
    public async Task<OpenFlowConnection> AcceptAsync(CancellationToken ct) => await _accepted.Reader.ReadAsync(ct).ConfigureAwait(false);

    /// <summary>The switches as they come, until the listener is closed.</summary>
    /// <param name="ct">Ends the waiting.</param>
    public async IAsyncEnumerable<OpenFlowConnection> AcceptAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var connection in _accepted.Reader.ReadAllAsync(ct).ConfigureAwait(false)) yield return connection;
    }

    /// <summary>Stops listening. Connections already handed out go on; those nobody claimed are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);

        await _greetings.WhenAllEndedAsync().ConfigureAwait(false);
        _accepted.Writer.TryComplete();
        _socket.Dispose();
        if (_path is not null) File.Delete(_path);
        while (_accepted.Reader.TryRead(out var connection)) await connection.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static OpenFlowListener Listen(EndPoint endPoint, string? path, OpenFlowTlsOptions? tls, OpenFlowConnectionOptions options, ILogger? logger)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, path is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            if (path is null) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endPoint);
            if (path is not null && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Backlog);
            return new OpenFlowListener(socket, path, tls, options, logger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptLoopAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var peer = await AcceptPeerAsync(ct).ConfigureAwait(false);
                if (Interlocked.Increment(ref _connectionCount) <= _options.MaxConnections || _greetings.HangUpOnOldest()) _ = GreetAsync(_greetings.Begin(peer), ct);
                else TurnAway(peer);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The listener is being closed.
        }
    }

    private void TurnAway(Socket peer)
    {
        Log.HandshakeFailed(_logger, NameOf(peer), $"There are {_options.MaxConnections} connections already, which is the limit.");
        peer.Dispose();
        Interlocked.Decrement(ref _connectionCount);
    }

    private string NameOf(Socket peer) => _path ?? $"{peer.RemoteEndPoint}";

    private async Task<Socket> AcceptPeerAsync(CancellationToken ct)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await _socket.AcceptAsync(ct).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                // Out of file descriptors, or a peer that was gone already: neither is a reason to turn everybody else away.
                if (failures == 0) Log.AcceptFailed(_logger, e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100), _options.TimeProvider, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task GreetAsync(Greetings.Greeting greeting, CancellationToken ct)
    {
        var peer = greeting.Peer;
        var name = NameOf(peer);
        Task closed = Task.CompletedTask;
        try
        {
            if (_path is null) peer.NoDelay = true;
            var stream = await SecureAsync(new NetworkStream(peer, ownsSocket: true), ct).ConfigureAwait(false);
            var connection = await OpenFlowConnection.HandshakeAsync(stream, _options, _logger, ct).ConfigureAwait(false);
            closed = connection.Closed;
            await HandOutAsync(connection, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The listener is being closed.
        }
        catch (Exception) when (greeting.IsHungUpOn)
        {
            Log.HandshakeFailed(_logger, name, $"It had not completed the handshake when another came, and there may be {_options.MaxConnections} connections.");
        }
        catch (Exception e) when (e is OpenFlowException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            Log.HandshakeFailed(_logger, name, e.InnerException is { } inner && e is AuthenticationException ? $"{e.Message} {inner.Message}" : e.Message);
        }
        catch (Exception e)
        {
            // A defect of this library: it must not take the listener down, nor go unseen.
            Log.HandshakeFailed(_logger, name, e.ToString());
        }
        finally
        {
            _greetings.End(greeting);
        }

        await closed.ConfigureAwait(false);
        peer.Dispose();
        Interlocked.Decrement(ref _connectionCount);
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken ct)
    {
        if (_tls is null) return stream;
        var secure = new SslStream(stream);
        using var limit = new CancellationTokenSource(_options.HandshakeTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await secure.AuthenticateAsServerAsync(_tls.ToServerOptions(), either.Token).ConfigureAwait(false);
            return secure;
        }
        catch (Exception e)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException && !ct.IsCancellationRequested)
                throw new OpenFlowProtocolException($"The peer did not complete the TLS handshake within {_options.HandshakeTimeout.TotalSeconds} s.", e);
            throw;
        }
    }

    private async Task HandOutAsync(OpenFlowConnection connection, CancellationToken ct)
    {
        try
        {
            await _accepted.Writer.WriteAsync(connection, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
