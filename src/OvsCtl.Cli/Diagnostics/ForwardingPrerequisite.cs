using OvsCtl.Netns;

namespace OvsCtl.Cli.Diagnostics;

/// <summary>Whether something on this machine drops what it is to forward. Labs without NAT do not care.</summary>
internal static class ForwardingPrerequisite
{
    private const string Name = "forwarding";

    public static Prerequisite Probe()
    {
        if (!Nftables.IsAvailable(out _)) return new Prerequisite(Name, false, "cannot be looked at without libnftables", "", IsOptional: true);
        try
        {
            using var here = NetworkNamespace.OpenCurrent();
            var drops = Nftables.FindForwardDrops(here);
            return drops.Count == 0
                ? new Prerequisite(Name, true, "no chain drops what is forwarded", "")
                : new Prerequisite(Name, false, $"{string.Join(", ", drops)}: policy drop. nat and forwards of labs in this namespace may carry nothing; sandboxes are not touched by it", "sudo iptables -P FORWARD ACCEPT", IsOptional: true);
        }
        catch (NftablesException e)
        {
            return new Prerequisite(Name, false, $"cannot be looked at: {e.Message}", "", IsOptional: true);
        }
    }
}
