using Microsoft.Extensions.Logging;

namespace OvsCtl.OpenFlow;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Datapath {Datapath} connected")]
    public static partial void Connected(ILogger logger, DatapathId datapath);

    [LoggerMessage(2, LogLevel.Information, "Datapath {Datapath} disconnected: {Reason}")]
    public static partial void Disconnected(ILogger logger, DatapathId datapath, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Nobody waits for the {Type} with xid {Xid}")]
    public static partial void UnexpectedReply(ILogger logger, MessageType type, Xid xid);

    [LoggerMessage(4, LogLevel.Warning, "Peer {Peer} was turned away: {Reason}")]
    public static partial void HandshakeFailed(ILogger logger, string peer, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Connections wait, because none can be accepted: {Reason}. If it lasts, allow this process more open files (ulimit -n)")]
    public static partial void AcceptFailed(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Debug, "Bundle {Bundle} was not discarded: {Reason}")]
    public static partial void BundleNotDiscarded(ILogger logger, uint bundle, string reason);
}
