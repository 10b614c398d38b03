using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using OvsCtl.Api.V1;
using OvsCtl.Daemon.Grpc;

namespace OvsCtl.Api.Tests.Grpc;

public sealed class GrpcServiceTests
{
    private static readonly ServiceDescriptor Hosts = OvsctlReflection.Descriptor.Services.Single(service => service.Name == "Hosts");

    [Fact]
    public void Service_with_a_method_left_out_does_not_start()
    {
        var service = Service().Unary<LocateRequest, HostLocation>("Locate", LocateRequest.Parser, (_, _) => Task.FromResult(new HostLocation()));

        var error = Assert.Throws<InvalidOperationException>(service.Done);

        Assert.Contains("Ping", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handler_of_the_wrong_kind_is_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            Service().Unary<PingRequest, PingReply>("Ping", PingRequest.Parser, (_, _) => Task.FromResult(new PingReply())));

    [Fact]
    public void Method_the_proto_does_not_have_is_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            Service().Unary<LocateRequest, HostLocation>("Find", LocateRequest.Parser, (_, _) => Task.FromResult(new HostLocation())));

    private static GrpcService Service() => new(WebApplication.CreateSlimBuilder().Build(), Hosts, NullLogger.Instance, CancellationToken.None);
}
