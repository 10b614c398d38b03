using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OvsCtl.Netns;

namespace OvsCtl.Daemon.Grpc;

/// <summary>
/// Who may give orders: root, the user that the daemon runs as, and the members of the socket's group. The socket's mode says the same; but a mode can be
/// changed, and a socket handed on.
/// </summary>
internal sealed partial class PeerGuard(string? groupName, uint? group, ILogger logger)
{
    // asm-generic/socket.h
    private const int SOL_SOCKET = 1, SO_PEERCRED = 17, SO_PEERGROUPS = 59;
    private const int MaxGroups = 65536; // NGROUPS_MAX, linux/limits.h

    /// <summary>Lets the call on, or refuses it with a sentence.</summary>
    public Task CheckAsync(HttpContext http, Func<Task> next)
    {
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket) return next();
        var (uid, gid) = Credentials(socket);
        if (uid == 0 || uid == Privileges.EffectiveUid || group is { } allowed && (gid == allowed || Groups(socket).Contains(allowed))) return next();
        LogRefused(uid);
        return GrpcCallRunner.DenyAsync(http, $"user {uid} may not give orders to this daemon; {(groupName is null ? "only root and the user it runs as may (ovsctld --socket-group lets a group)" : $"root, the user it runs as, and members of group {groupName} may")}");
    }

    /// <summary>struct ucred: pid_t pid, uid_t uid, gid_t gid (sys/socket.h), of the process that connected, when it did.</summary>
    private static (uint Uid, uint Gid) Credentials(Socket socket)
    {
        Span<uint> credentials = stackalloc uint[3];
        socket.GetRawSocketOption(SOL_SOCKET, SO_PEERCRED, MemoryMarshal.AsBytes(credentials));
        return (credentials[1], credentials[2]);
    }

    private static uint[] Groups(Socket socket)
    {
        var groups = new uint[MaxGroups];
        var size = socket.GetRawSocketOption(SOL_SOCKET, SO_PEERGROUPS, MemoryMarshal.AsBytes(groups.AsSpan()));
        return groups[..(size / sizeof(uint))];
    }

    [LoggerMessage(60, LogLevel.Warning, "refused a call of user {Uid}")]
    private partial void LogRefused(uint uid);
}
