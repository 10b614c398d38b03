using System.Net.Sockets;

namespace OvsCtl.Daemon;

/// <summary>The file of a listening unix socket: left over by a killed daemon it is in the way, and made by default it is open to everyone.</summary>
internal static class UnixSocketFile
{
    /// <returns>False when somebody listens there.</returns>
    public static async Task<bool> ClaimAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) return true;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return true;
        }
    }

    public static void MakePrivate(string path) => File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
