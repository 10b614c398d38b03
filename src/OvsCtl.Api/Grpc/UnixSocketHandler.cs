using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Api.Grpc;

/// <summary>An HTTP handler whose every connection goes to one unix socket.</summary>
internal static class UnixSocketHandler
{
    public static SocketsHttpHandler Create(string path)
    {
        // Made here so that an over-long path (sun_path is 108 bytes) fails as a caller's mistake, not as a broken connection.
        var endPoint = new UnixDomainSocketEndPoint(path);
        return new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            // A stream may be silent for hours; a daemon that is stopped (SIGSTOP) must not hold its clients for ever.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = (_, cancellationToken) => ConnectAsync(endPoint, cancellationToken),
        };
    }

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"{endPoint}: {Describe(e)}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Describe(SocketException e) => e.SocketErrorCode switch
    {
        // What .NET makes of ENOENT; its own text speaks of an address.
        SocketError.AddressNotAvailable => "no such socket",
        SocketError.ConnectionRefused => "nobody listens",
        _ => e.Message,
    };
}
