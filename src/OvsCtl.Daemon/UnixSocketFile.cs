using System.Net.Sockets;
using OvsCtl.Netns;

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

    /// <summary>For its owner, and for a group if there is one.</summary>
    /// <exception cref="NativeException">The file may not be given to that group.</exception>
    public static void MakePrivate(string path, uint? group)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(path, Owner);
        if (group is not { } members) return;
        FileGroup.Set(path, members);
        File.SetUnixFileMode(path, Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
    }
}
