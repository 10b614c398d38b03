using System.Net.Sockets;

namespace OvsCtl.Api.Grpc;

/// <summary>The status of a call whose connection or HTTP/2 stream broke.</summary>
internal static class ConnectionFailure
{
    public static RpcException ToRpcException(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException reset)
                return new RpcException(FromHttp2(reset.ErrorCode), reset.Message, failure);
            if (cause is IOException { InnerException: SocketException })
                return new RpcException(GrpcStatusCode.Unavailable, cause.Message, failure);
        }
        return new RpcException(GrpcStatusCode.Unavailable, failure.GetBaseException().Message, failure);
    }

    // RFC 9113 §7 error codes, mapped as PROTOCOL-HTTP2.md "Errors" says.
    private static GrpcStatusCode FromHttp2(long errorCode) => errorCode switch
    {
        0x7 => GrpcStatusCode.Unavailable, // REFUSED_STREAM
        0x8 => GrpcStatusCode.Cancelled, // CANCEL
        0xb => GrpcStatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => GrpcStatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => GrpcStatusCode.Internal,
    };
}
