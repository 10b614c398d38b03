using Microsoft.Extensions.Logging;

namespace OvsCtl.Ovsdb;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Connected to {Endpoint}")]
    public static partial void Connected(ILogger logger, string endpoint);

    [LoggerMessage(2, LogLevel.Debug, "Connection to {Endpoint} ended: {Reason}")]
    public static partial void Closed(ILogger logger, string endpoint, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Silence on {Endpoint}: probing")]
    public static partial void Probing(ILogger logger, string endpoint);

    [LoggerMessage(4, LogLevel.Debug, "A reply from {Endpoint} answers no request that is waited for")]
    public static partial void UnknownReply(ILogger logger, string endpoint);

    [LoggerMessage(5, LogLevel.Debug, "{Endpoint} sent notification {Method}, which is ignored")]
    public static partial void UnknownNotification(ILogger logger, string endpoint, string method);

    [LoggerMessage(6, LogLevel.Information, "Leaving {Endpoint}: {Reason}")]
    public static partial void Retrying(ILogger logger, string endpoint, string reason);

    [LoggerMessage(7, LogLevel.Debug, "{Database} at {Endpoint} followed by {Method}, {How}: {RowCount} rows differ")]
    public static partial void CaughtUp(ILogger logger, string database, string endpoint, string method, string how, int rowCount);
}
