using OvsCtl.Api.Grpc;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.State;
using OvsCtl.Controller.Switches;
using OvsCtl.Netns;
using OvsCtl.OpenFlow;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Daemon.Services;

/// <summary>Which gRPC status an exception of the domain becomes; everything else is a bug and stays one.</summary>
internal static class Refusals
{
    private const int EPERM = 1, EACCES = 13;

    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (Translate(e) is { } refusal)
        {
            throw refusal;
        }
    }

    public static Task TranslateAsync(Func<Task> call) => TranslateAsync(async () =>
    {
        await call();
        return true;
    });

    private static RpcException? Translate(Exception e) => e switch
    {
        LabFileException => new RpcException(GrpcStatusCode.InvalidArgument, e.Message, e),
        LabNotFoundException => new RpcException(GrpcStatusCode.NotFound, e.Message, e),
        ControlCommandException => new RpcException(GrpcStatusCode.InvalidArgument, e.Message, e),
        ObjectConflictException => new RpcException(GrpcStatusCode.AlreadyExists, e.Message, e),
        // What the switch says of a filter or a flow is about the request; everything else is about the connection.
        OpenFlowErrorException => new RpcException(GrpcStatusCode.InvalidArgument, e.Message, e),
        OpenFlowException => new RpcException(GrpcStatusCode.Unavailable, e.Message, e),
        OvsUnavailableException or StateException => new RpcException(GrpcStatusCode.Unavailable, e.Message, e),
        MissingFeatureException => new RpcException(GrpcStatusCode.FailedPrecondition, e.Message, e),
        NativeException { Errno: EPERM or EACCES } or NetlinkException { Errno: EPERM } => new RpcException(GrpcStatusCode.FailedPrecondition, e.Message, e),
        _ => null,
    };
}
