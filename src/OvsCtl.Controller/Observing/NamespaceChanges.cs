using Microsoft.Extensions.Logging;
using OvsCtl.Netns;

namespace OvsCtl.Controller.Observing;

/// <summary>Reads the notifications of a namespace to their end.</summary>
internal static partial class NamespaceChanges
{
    /// <param name="ns">Which; its sockets are open when this returns.</param>
    /// <param name="tables">What about.</param>
    /// <param name="told">
    /// Called for each change, and whether it is news: false for what was there at the start. The end of that is news as well: what happened between a look
    /// and the start is in neither, so that only another look finds it.
    /// </param>
    /// <param name="logger">Where to report.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task FollowAsync(NetworkNamespace ns, WatchedTables tables, Action<NetworkChange, bool> told, ILogger logger, CancellationToken ct)
    {
        // The names of namespaces have a snapshot of their own.
        var (isTelling, isTellingNames) = (false, false);
        try
        {
            await foreach (var change in ns.WatchAsync(tables, ct).ConfigureAwait(false))
            {
                switch (change)
                {
                    case SnapshotStarted { IsResync: false }: break;
                    case SnapshotEnded ended:
                        if (ended.Tables.HasFlag(WatchedTables.Namespaces)) isTellingNames = true;
                        else isTelling = true;
                        told(change, true);
                        break;
                    default: told(change, change is NamespaceChange ? isTellingNames : isTelling); break;
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception e) when (e is NativeException or NetlinkException or IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            LogEnded(logger, ns.Description, e.Message);
        }
    }

    public static async Task FollowNftablesAsync(NetworkNamespace ns, Action<NftablesChange> changed, ILogger logger, CancellationToken ct)
    {
        var isFirst = true;
        try
        {
            await foreach (var change in ns.WatchNftablesAsync(ct).ConfigureAwait(false))
            {
                if (!isFirst) changed(change);
                isFirst = false;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception e) when (e is NativeException or IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            LogEnded(logger, ns.Description, e.Message);
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "{Namespace} is not watched any more: {Reason}")]
    private static partial void LogEnded(ILogger logger, string @namespace, string reason);
}
