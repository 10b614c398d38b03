using OvsCtl.Api.Grpc.Http2;

namespace OvsCtl.Api.Grpc;

/// <summary>The status of a call whose connection or HTTP/2 stream broke.</summary>
internal static class ConnectionFailure
{
    public static RpcException ToRpcException(Exception failure) => failure switch
    {
        Http2ResetException reset => new RpcException(reset.IsConnection ? GrpcStatusCode.Unavailable : FromHttp2(reset.ErrorCode), reset.Message, failure),
        InvalidDataException => new RpcException(GrpcStatusCode.Internal, $"not a gRPC server: {failure.Message}", failure),
        _ => new RpcException(GrpcStatusCode.Unavailable, failure.Message, failure),
    };

    // RFC 9113 §7 error codes, mapped as PROTOCOL-HTTP2.md "Errors" says.
    private static GrpcStatusCode FromHttp2(int errorCode) => errorCode switch
    {
        0x7 => GrpcStatusCode.Unavailable, // REFUSED_STREAM
        0x8 => GrpcStatusCode.Cancelled, // CANCEL
        0xb => GrpcStatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => GrpcStatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => GrpcStatusCode.Internal,
    };
}
