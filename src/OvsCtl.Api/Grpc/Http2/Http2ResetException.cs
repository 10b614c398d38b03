using System.Globalization;

namespace OvsCtl.Api.Grpc.Http2;

/// <summary>The server gave up the stream, or the whole connection.</summary>
internal sealed class Http2ResetException(int errorCode, bool isConnection = false)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"the server has {(isConnection ? "closed the connection" : "reset the stream")}, HTTP/2 error {errorCode}"))
{
    /// <summary>RFC 9113 §7.</summary>
    public int ErrorCode { get; } = errorCode;

    public bool IsConnection { get; } = isConnection;
}
