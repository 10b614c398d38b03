namespace OvsCtl.Api.Grpc;

/// <summary>A call that ended with a status other than OK. A handler throws it to choose the status the client sees.</summary>
public sealed class RpcException(GrpcStatusCode code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public GrpcStatusCode Code { get; } = code;
}
