using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace OvsCtl.Api.Grpc;

/// <summary>Reads how a call ended from the answer's headers and trailers.</summary>
internal static class GrpcReplyStatus
{
    // grpc/doc/http-grpc-status-mapping.md, for what stands between us and the server.
    /// <exception cref="RpcException">The answer is an error already, or not gRPC.</exception>
    public static void ThrowUnlessStarted(HttpResponseMessage response)
    {
        // A "trailers-only" answer has its status among the headers.
        if (response.Headers.Contains(GrpcHeaders.Status))
            ThrowUnlessOk(response.Headers);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new RpcException(FromHttp((int)response.StatusCode), $"HTTP {(int)response.StatusCode}");
        if (!GrpcHeaders.IsGrpcContentType(response.Content.Headers.ContentType?.ToString()))
            throw new RpcException(GrpcStatusCode.Unknown, $"not a gRPC answer: content type '{response.Content.Headers.ContentType}'");
    }

    /// <exception cref="RpcException">The status is missing or not OK.</exception>
    public static void ThrowUnlessOk(HttpResponseHeaders trailers)
    {
        if (!trailers.TryGetValues(GrpcHeaders.Status, out var values))
            throw new RpcException(GrpcStatusCode.Internal, "the answer ended without a grpc-status");
        var code = Parse(values.First());
        if (code == GrpcStatusCode.Ok) return;
        var text = trailers.TryGetValues(GrpcHeaders.Message, out var messages) ? GrpcMessageText.Decode(messages.First()) : "";
        throw new RpcException(code, text);
    }

    private static GrpcStatusCode Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= (int)GrpcStatusCode.Unauthenticated
            ? (GrpcStatusCode)number
            : GrpcStatusCode.Unknown;

    private static GrpcStatusCode FromHttp(int status) => status switch
    {
        400 => GrpcStatusCode.Internal,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.Unimplemented,
        429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };
}
