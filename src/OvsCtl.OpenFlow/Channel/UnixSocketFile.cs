using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>The file a unix socket leaves behind when its owner dies, which keeps the next one from binding.</summary>
internal static class UnixSocketFile
{
    /// <exception cref="IOException">Somebody answers, or the file is not a socket.</exception>
    public static void RemoveStale(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return;

        // A socket has no content; anything with content is somebody's data.
        if (file.Length > 0) throw new IOException($"{path} is there and is not a socket.");
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            file.Delete();
            return;
        }

        throw new IOException($"Somebody already listens on {path}.");
    }
}
