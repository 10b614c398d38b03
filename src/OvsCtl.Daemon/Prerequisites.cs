using OvsCtl.Controller.Embedded;
using OvsCtl.Netns;

namespace OvsCtl.Daemon;

/// <summary>What must be there before it makes sense to start.</summary>
internal static class Prerequisites
{
    private const int CapNetAdmin = 12, CapSysAdmin = 21; // linux/capability.h

    /// <returns>The first thing missing, with what to do about it; null when all is there.</returns>
    public static string? FindMissing(DaemonOptions options)
    {
        if (!Privileges.HasCapability(CapNetAdmin) || !Privileges.HasCapability(CapSysAdmin))
            return "needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN); without root use 'ovsctl lab run FILE' or 'ovsctl sandbox', which start it in namespaces of their own";
        if (!Nftables.IsAvailable(out var why)) return $"libnftables cannot be used: {why} (Debian and Ubuntu: apt-get install nftables)";
        string[] programs = [.. options.State.Servers is null || options.Mode == OvsMode.Embedded ? ["ovsdb-tool", "ovsdb-server"] : Array.Empty<string>(), .. options.Mode == OvsMode.Embedded ? ["ovs-vswitchd"] : Array.Empty<string>()];
        foreach (var program in programs)
            if (Programs.TryFind(program) is null) return $"{program} is not installed (Debian and Ubuntu: apt-get install openvswitch-switch)";
        if (options.Mode != OvsMode.Embedded) return null;
        if (!File.Exists(options.Embedded.SchemaPath)) return $"{options.Embedded.SchemaPath} is missing (Debian and Ubuntu: apt-get install openvswitch-switch)";
        return TunDevice();
    }

    private static string? TunDevice()
    {
        const string path = "/dev/net/tun";
        try
        {
            using var tun = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be opened for reading and writing, which the userspace datapath needs: {e.Message} (as root: modprobe tun; chmod 666 {path})";
        }
    }
}
