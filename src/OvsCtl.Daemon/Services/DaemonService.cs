using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.Daemon.Grpc;

namespace OvsCtl.Daemon.Services;

internal sealed class DaemonService(DaemonOptions options, DatapathType datapathType, OvsLink ovs, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Daemon"), logger, stopping)
            .Unary<InfoRequest, InfoReply>("Info", InfoRequest.Parser, (_, _) => Task.FromResult(Info()))
            .Done();

    private InfoReply Info() => new()
    {
        Version = typeof(DaemonService).Assembly.GetName().Version?.ToString(3) ?? "",
        Pid = (uint)Environment.ProcessId,
        OvsMode = options.Mode == OvsMode.Embedded ? "embedded" : "system",
        OvsVersion = ovs.Current?.State.OvsVersion ?? "",
        OvsdbEndpoint = options.Database.ToString(),
        OvsdbConnected = ovs.Current is not null,
        DatapathType = datapathType.Value,
        UptimeMs = (ulong)time.GetElapsedTime(_started).TotalMilliseconds,
    };
}
