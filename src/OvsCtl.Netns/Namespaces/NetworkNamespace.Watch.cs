using System.Net.Sockets;
using System.Runtime.CompilerServices;
using OvsCtl.Netns.Monitoring;

namespace OvsCtl.Netns;

/// <content>Notifications.</content>
public sealed partial class NetworkNamespace
{
    /// <summary>
    /// What there is and what changes, as one stream: a snapshot between <see cref="SnapshotStarted"/> and <see cref="SnapshotEnded"/>, then
    /// changes in the kernel's order. When they come faster than they are read and the kernel has to drop some, another snapshot
    /// replaces what was told; so a reader that keeps a table and obeys is right in the end, however slow it was. The tables of rtnetlink
    /// and the names in /run/netns have snapshots of their own.
    /// </summary>
    /// <param name="tables">What to tell about.</param>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="NativeException">The kernel refuses the socket.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed of before the stream was started; afterwards it may be.</exception>
    public IAsyncEnumerable<NetworkChange> WatchAsync(WatchedTables tables = WatchedTables.All, CancellationToken cancellationToken = default) =>
        WatchWithBufferAsync(tables, RouteWatcher.DefaultBufferSize, cancellationToken);

    /// <summary>
    /// Tells of changes of nftables, by the names of the tables. The first element says that it listens: what is looked at after it
    /// and does not change is not told. As hints: several changes may be told once.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="NativeException">The kernel refuses the socket.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed of before the stream was started; afterwards it may be.</exception>
    public async IAsyncEnumerable<NftablesChange> WatchNftablesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var socket = NftablesWatcher.Open(this);
        yield return new NftablesChange(null);
        var buffer = new byte[64 * 1024];
        while (true)
        {
            IReadOnlyList<NftablesChange> changes;
            try
            {
                var count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
                changes = NftablesWatcher.Parse(buffer.AsSpan(0, count));
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
            {
                changes = [new NftablesChange(null)];
            }

            foreach (var change in changes) yield return change;
        }
    }

    /// <summary>Waits until duplicate address detection has ended for all IPv6 addresses of a link.</summary>
    /// <returns>The link's addresses; those that somebody else has are marked (<see cref="AddressEntry.IsDuplicate"/>).</returns>
    /// <exception cref="NativeException">The kernel refuses the socket.</exception>
    public async Task<IReadOnlyList<AddressEntry>> WaitForDuplicateDetectionAsync(int ifIndex, CancellationToken cancellationToken = default)
    {
        var addresses = new Dictionary<System.Net.IPAddress, AddressEntry>();
        var isComplete = false;
        await foreach (var change in WatchAsync(WatchedTables.Addresses, cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case SnapshotStarted:
                    addresses.Clear();
                    isComplete = false;
                    break;
                case SnapshotEnded:
                    isComplete = true;
                    break;
                case AddressChange { IsDeleted: true } gone when gone.Address.IfIndex == ifIndex:
                    addresses.Remove(gone.Address.Address);
                    break;
                case AddressChange found when found.Address.IfIndex == ifIndex:
                    addresses[found.Address.Address] = found.Address;
                    break;
            }

            if (isComplete && addresses.Values.All(address => !address.IsTentative || address.IsDuplicate)) break;
        }

        return [.. addresses.Values];
    }

    internal async IAsyncEnumerable<NetworkChange> WatchWithBufferAsync(WatchedTables tables, int bufferSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var monitor = new NetworkMonitor(this, tables, bufferSize);
        await using (monitor.ConfigureAwait(false))
        {
            await foreach (var batch in monitor.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var change in batch) yield return change;
            }
        }
    }
}
