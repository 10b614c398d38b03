using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.Grpc;

namespace OvsCtl.Daemon.Grpc;

/// <summary>Runs one call: checks that it is gRPC, keeps its deadline, and turns however it ends into a status trailer.</summary>
internal sealed class GrpcCallRunner
{
    // Timers end at 2^32 ms, grpc-timeout at 99,999,999 hours.
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(40);

    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;

    public GrpcCallRunner(ILogger logger, CancellationToken stopping)
    {
        _logger = logger;
        _stopping = stopping;
    }

    public async Task RunAsync(HttpContext http, Func<HttpContext, ServerCall, Task> body)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) || !GrpcHeaders.IsGrpcContentType(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers[GrpcHeaders.AcceptEncoding] = "identity";
        LiftBodyLimits(http);
        if (!TryReadTimeout(http, out var timeout))
        {
            End(http, GrpcStatusCode.InvalidArgument, "malformed grpc-timeout");
            return;
        }
        using var call = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping);
        if (timeout is { } left) call.CancelAfter(left < MaxTimeout ? left : MaxTimeout);
        await RunAsync(http, body, call.Token);
    }

    /// <summary>Answers a call that nobody mapped, as gRPC asks for.</summary>
    public static Task RefuseAsync(HttpContext http)
    {
        if (GrpcHeaders.IsGrpcContentType(http.Request.ContentType))
        {
            http.Response.ContentType = GrpcHeaders.ContentType;
            End(http, GrpcStatusCode.Unimplemented, $"unknown method {http.Request.Path}");
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        return Task.CompletedTask;
    }

    /// <summary>Answers a call of somebody who may not make any.</summary>
    public static Task DenyAsync(HttpContext http, string reason)
    {
        http.Response.ContentType = GrpcHeaders.ContentType;
        End(http, GrpcStatusCode.PermissionDenied, reason);
        return Task.CompletedTask;
    }

    private async Task RunAsync(HttpContext http, Func<HttpContext, ServerCall, Task> body, CancellationToken call)
    {
        string method = http.Request.Path;
        try
        {
            await body(http, new ServerCall(call));
            End(http, GrpcStatusCode.Ok, "");
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to tell.
            GrpcLog.CallAbandoned(_logger, e, method);
        }
        catch (RpcException e)
        {
            End(http, e.Code, e.Message);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            End(http, GrpcStatusCode.Unavailable, "the daemon is stopping");
        }
        catch (OperationCanceledException) when (call.IsCancellationRequested)
        {
            End(http, GrpcStatusCode.DeadlineExceeded, "deadline exceeded");
        }
#pragma warning disable CA1031 // The last boundary before Kestrel: whatever a handler threw ends this call only.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Never the exception's own text: it may hold what the client must not see.
            GrpcLog.CallFailed(_logger, e, method);
            End(http, GrpcStatusCode.Unknown, "internal error; the daemon's log has the details");
        }
    }

    private static bool TryReadTimeout(HttpContext http, out TimeSpan? timeout)
    {
        timeout = null;
        if (!http.Request.Headers.TryGetValue(GrpcHeaders.Timeout, out var text)) return true;
        timeout = GrpcTimeout.Parse(text);
        return timeout is not null;
    }

    // A stream may be silent for hours, and each message has a limit of its own.
    private static void LiftBodyLimits(HttpContext http)
    {
        http.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
    }

    private static void End(HttpContext http, GrpcStatusCode code, string message)
    {
        http.Response.AppendTrailer(GrpcHeaders.Status, ((int)code).ToString(CultureInfo.InvariantCulture));
        if (message.Length > 0) http.Response.AppendTrailer(GrpcHeaders.Message, GrpcMessageText.Encode(message));
    }
}
