using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.Grpc;

namespace OvsCtl.Daemon.Grpc;

/// <summary>Maps the methods of one proto service to handlers; <see cref="Done"/> checks that none is missing.</summary>
internal sealed class GrpcService
{
    private const int MaxRequestSize = 4 << 20;

    private readonly IEndpointRouteBuilder _routes;
    private readonly ServiceDescriptor _service;
    private readonly GrpcCallRunner _runner;
    private readonly HashSet<string> _mapped = [];

    /// <summary>Open calls end with UNAVAILABLE when <c>stopping</c> is cancelled: otherwise an open stream delays the stop by Kestrel's 30 s.</summary>
    public GrpcService(IEndpointRouteBuilder routes, ServiceDescriptor service, ILogger logger, CancellationToken stopping)
    {
        _routes = routes;
        _service = service;
        _runner = new GrpcCallRunner(logger, stopping);
    }

    public GrpcService Unary<TRequest, TReply>(
        string method, MessageParser<TRequest> parser, Func<TRequest, ServerCall, Task<TReply>> handler)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>
    {
        return Map<TRequest, TReply>(method, isStreaming: false, async (http, call) =>
        {
            var request = await ReadRequestAsync(http, parser, call);
            GrpcFraming.Write(http.Response.BodyWriter, await handler(request, call));
        });
    }

    public GrpcService ServerStreaming<TRequest, TReply>(
        string method, MessageParser<TRequest> parser, Func<TRequest, ResponseStream<TReply>, ServerCall, Task> handler)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>
    {
        return Map<TRequest, TReply>(method, isStreaming: true, async (http, call) =>
        {
            var request = await ReadRequestAsync(http, parser, call);
            // Headers go out before the first event, however late that comes.
            await http.Response.StartAsync(call.CancellationToken);
            await handler(request, new ResponseStream<TReply>(http.Response, call.CancellationToken), call);
        });
    }

    /// <summary>Answers every other method of the service with UNIMPLEMENTED.</summary>
    /// <exception cref="InvalidOperationException">A method of the proto has no handler.</exception>
    public void Done()
    {
        var missing = _service.Methods.Select(method => method.Name).Where(name => !_mapped.Contains(name)).ToArray();
        if (missing.Length > 0)
            throw new InvalidOperationException($"{_service.FullName}: no handler for {string.Join(", ", missing)}");
        _routes.Map($"/{_service.FullName}/{{method}}", (RequestDelegate)GrpcCallRunner.RefuseAsync);
    }

    private GrpcService Map<TRequest, TReply>(string method, bool isStreaming, Func<HttpContext, ServerCall, Task> body)
    {
        var descriptor = _service.FindMethodByName(method)
            ?? throw new InvalidOperationException($"{_service.FullName} has no method {method}");
        if (descriptor.InputType.ClrType != typeof(TRequest)
            || descriptor.OutputType.ClrType != typeof(TReply)
            || descriptor.IsServerStreaming != isStreaming
            || descriptor.IsClientStreaming)
            throw new InvalidOperationException($"{descriptor.FullName}: the handler does not fit the proto");
        if (!_mapped.Add(method))
            throw new InvalidOperationException($"{descriptor.FullName} is mapped twice");
        _routes.MapPost($"/{_service.FullName}/{method}", (RequestDelegate)(http => _runner.RunAsync(http, body)));
        return this;
    }

    private static async ValueTask<T> ReadRequestAsync<T>(HttpContext http, MessageParser<T> parser, ServerCall call)
        where T : class, IMessage<T> =>
        await GrpcFraming.ReadAsync(http.Request.BodyReader, parser, MaxRequestSize, call.CancellationToken)
        ?? throw new RpcException(GrpcStatusCode.Internal, "the call ended without a request");
}
