using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Monitoring;

/// <summary>Tells what rtnetlink has to tell: a snapshot, then changes, and another snapshot whenever changes were lost.</summary>
internal sealed class RouteWatcher : IDisposable
{
    public const int DefaultBufferSize = 4 * 1024 * 1024;

    // Longer than any notification: the kernel makes them in pages.
    private const int DatagramSize = 128 * 1024;

    // So many in a row are told at once; the rest is read after the reader's turn.
    private const int MaximumDatagrams = 256;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    // Where something changed more follows: a link that is made tells of itself a dozen times. To be woken for each costs more than to read it.
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(5);

    private readonly byte[] _first = new byte[1];
    private readonly WatchedTables _tables;
    private readonly Socket _socket;
    private readonly RouteSocket _route;

    /// <summary>Notifications wait from here on; a snapshot taken later misses none.</summary>
    public RouteWatcher(NetworkNamespace ns, WatchedTables tables, int bufferSize)
    {
        _tables = tables;
        _socket = NotificationSocket.Open(ns, tables, bufferSize);
        try
        {
            _route = ns.OpenRouteSocket();
        }
        catch (NativeException)
        {
            _socket.Dispose();
            throw;
        }
    }

    public async Task RunAsync(ChannelWriter<IReadOnlyList<NetworkChange>> changes, CancellationToken cancellationToken)
    {
        await changes.WriteAsync(await SnapshotAsync(isResync: false, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var batch = await ReceiveAsync(cancellationToken).ConfigureAwait(false) ?? await ResyncAsync(cancellationToken).ConfigureAwait(false);
            if (batch.Count > 0) await changes.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            await Task.Delay(s_rest, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _route.Dispose();
    }

    /// <summary>What the next datagrams tell; null when some were lost.</summary>
    private async ValueTask<List<NetworkChange>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Hundreds of namespaces may be watched at a time, nearly always in silence: none holds a buffer while it waits.
            await _socket.ReceiveAsync(_first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
            var buffer = ArrayPool<byte>.Shared.Rent(DatagramSize);
            try
            {
                var changes = new List<NetworkChange>();
                for (var count = 0; count < MaximumDatagrams && (count == 0 || _socket.Poll(0, SelectMode.SelectRead)); count++)
                    changes.AddRange(ChangeParser.Parse(buffer.AsSpan(0, _socket.Receive(buffer))));
                return changes;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            return null;
        }
    }

    // What waits still is from before the loss: a "new" in it may have lost its "deleted".
    private Task<List<NetworkChange>> ResyncAsync(CancellationToken cancellationToken)
    {
        _socket.Blocking = false;
        while (true)
        {
            try
            {
                _socket.Receive(_first); // takes the datagram whole, and drops what does not fit
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
            {
                // Lost again meanwhile: all the same.
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
            {
                return SnapshotAsync(isResync: true, cancellationToken);
            }
        }
    }

    // A watch does not end because much happens: it looks again when the table has had a moment.
    private async Task<List<NetworkChange>> SnapshotAsync(bool isResync, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return Snapshot(isResync);
            }
            catch (NetlinkException e) when (e.Errno == Errno.EINTR)
            {
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private List<NetworkChange> Snapshot(bool isResync)
    {
        var all = new List<NetworkChange> { new SnapshotStarted(_tables, isResync) };
        if (_tables.HasFlag(WatchedTables.Links)) all.AddRange(_route.GetLinks().Select(link => new LinkChange(link, false)));
        if (_tables.HasFlag(WatchedTables.Addresses)) all.AddRange(_route.GetAddresses().Select(address => new AddressChange(address, false)));
        if (_tables.HasFlag(WatchedTables.Routes)) all.AddRange(_route.GetRoutes(RouteTable.All).Select(route => new RouteChange(route, false)));
        if (_tables.HasFlag(WatchedTables.Neighbours)) all.AddRange(_route.GetNeighbours().Select(neighbour => new NeighbourChange(neighbour, false)));
        if (_tables.HasFlag(WatchedTables.Rules)) all.AddRange(_route.GetRules().Select(rule => new RuleChange(rule, false)));
        all.Add(new SnapshotEnded(_tables));
        return all;
    }
}
