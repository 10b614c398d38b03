using Microsoft.Extensions.Logging;

namespace OvsCtl.Daemon.Grpc;

internal static partial class GrpcLog
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "{Method} failed")]
    public static partial void CallFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(EventId = 101, Level = LogLevel.Debug, Message = "{Method}: the client went away")]
    public static partial void CallAbandoned(ILogger logger, Exception exception, string method);
}
