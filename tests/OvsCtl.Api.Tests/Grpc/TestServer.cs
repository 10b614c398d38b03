using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Daemon.Grpc;

namespace OvsCtl.Api.Tests.Grpc;

/// <summary>
/// The daemon's transport with the service Hosts behind it, whose behaviour is chosen by the request: so one server serves clients in this
/// process and in others.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string HardText = "host „rot“ failed: 100% wrong\nline 2";
    public const int BigReplySize = 20_000_000;

    private readonly DirectoryInfo _directory;
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _streamedCount;

    private TestServer()
    {
        _directory = Directory.CreateTempSubdirectory("ovsctl-api-");
        SocketPath = Path.Combine(_directory.FullName, "s");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.ListenUnixSocket(SocketPath, options => options.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        new GrpcService(_app, OvsctlReflection.Descriptor.Services.Single(service => service.Name == "Hosts"), _app.Logger, _app.Lifetime.ApplicationStopping)
            .Unary<LocateRequest, HostLocation>("Locate", LocateRequest.Parser, LocateAsync)
            .ServerStreaming<PingRequest, PingReply>("Ping", PingRequest.Parser, PingAsync)
            .Unary<PingAllRequest, PingAllReply>("PingAll", PingAllRequest.Parser, (_, _) => Task.FromResult(new PingAllReply()))
            .Done();
        _app.MapFallback((RequestDelegate)GrpcCallRunner.RefuseAsync);
    }

    public string SocketPath { get; }

    /// <summary>Completes when a handler sees its call cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public long StreamedCount => Interlocked.Read(ref _streamedCount);

    public static async Task<TestServer> StartAsync()
    {
        var server = new TestServer();
        await server._app.StartAsync();
        return server;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private async Task<HostLocation> LocateAsync(LocateRequest request, ServerCall call)
    {
        switch (request.Host)
        {
            case "missing":
                throw new RpcException(GrpcStatusCode.NotFound, HardText);
            case "crash":
                throw new InvalidOperationException("the password is swordfish");
            case "slow":
                await UntilCancelledAsync(call);
                break;
            default:
                break;
        }
        var reply = new HostLocation { Host = request.Host, Path = "/run/netns/" + request.Host, DaemonPid = 7 };
        reply.Env["LANG"] = "ü";
        if (request.Host == "big") reply.Env["padding"] = new string('x', BigReplySize);
        return reply;
    }

    private async Task PingAsync(PingRequest request, ResponseStream<PingReply> replies, ServerCall call)
    {
        if (request.To == "silent") await UntilCancelledAsync(call);
        var address = request.To == "wide" ? new string('x', 60_000) : "10.0.0.1";
        try
        {
            for (uint sequence = 1; request.Count == 0 || sequence <= request.Count; sequence++)
            {
                if (request.To == "breaks" && sequence > 3) throw new RpcException(GrpcStatusCode.DataLoss, "lost the switch");
                await replies.WriteAsync(new PingReply { Sequence = sequence, Ok = true, Address = address });
                Interlocked.Increment(ref _streamedCount);
            }
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }

    private async Task UntilCancelledAsync(ServerCall call)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
        }
        finally
        {
            _cancelled.TrySetResult();
        }
    }
}
