using System.Globalization;

namespace OvsCtl.Api.Grpc;

/// <summary>Reads how a call ended from the answer's headers and trailers.</summary>
internal static class GrpcReplyStatus
{
    // grpc/doc/http-grpc-status-mapping.md, for what stands between us and the server.
    /// <exception cref="RpcException">The answer is an error already, or not gRPC.</exception>
    public static void ThrowUnlessStarted(IReadOnlyDictionary<string, string> headers)
    {
        // A "trailers-only" answer has its status among the headers.
        if (headers.ContainsKey(GrpcHeaders.Status))
            ThrowUnlessOk(headers);
        if (headers.GetValueOrDefault(":status") is not "200" and var status)
            throw new RpcException(FromHttp(status), $"HTTP {status ?? "without a status"}");
        if (headers.GetValueOrDefault("content-type") is var type && !GrpcHeaders.IsGrpcContentType(type))
            throw new RpcException(GrpcStatusCode.Unknown, $"not a gRPC answer: content type '{type}'");
    }

    /// <exception cref="RpcException">The status is missing or not OK.</exception>
    public static void ThrowUnlessOk(IReadOnlyDictionary<string, string>? trailers)
    {
        if (trailers?.GetValueOrDefault(GrpcHeaders.Status) is not { } status)
            throw new RpcException(GrpcStatusCode.Internal, "the answer ended without a grpc-status");
        var code = Parse(status);
        if (code == GrpcStatusCode.Ok) return;
        throw new RpcException(code, GrpcMessageText.Decode(trailers.GetValueOrDefault(GrpcHeaders.Message) ?? ""));
    }

    private static GrpcStatusCode Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= (int)GrpcStatusCode.Unauthenticated
            ? (GrpcStatusCode)number
            : GrpcStatusCode.Unknown;

    private static GrpcStatusCode FromHttp(string? status) => status switch
    {
        "400" => GrpcStatusCode.Internal,
        "401" => GrpcStatusCode.Unauthenticated,
        "403" => GrpcStatusCode.PermissionDenied,
        "404" => GrpcStatusCode.Unimplemented,
        "429" or "502" or "503" or "504" => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };
}
