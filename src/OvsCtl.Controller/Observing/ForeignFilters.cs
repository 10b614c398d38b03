using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Controller.Observing;

/// <summary>Filters of others that stand in the way of what a lab forwards.</summary>
public static class ForeignFilters
{
    /// <summary>One line for each, for people. Only for labs whose traffic root forwards.</summary>
    public static IReadOnlyList<string> Warnings(DesiredState lab)
    {
        if (!lab.NatTables.Any(t => t.Place.IsRoot)) return [];
        using var root = NetworkNamespace.OpenCurrent();
        return [.. Nftables.FindForwardDrops(root, (_, table) => LabMark.TryParseTable(table, out var _)).Select(Explain)];
    }

    private static string Explain(NftablesChain chain) =>
        $"the chain {chain.Name} of the table {chain.Family} {chain.Table} is not ovsctl's and drops what this machine forwards unless a rule of its own accepts it (Docker and firewalls set it so). "
        + $"No other table can overrule it: nat and forwards may carry nothing. To let the machine forward: {Remedy(chain)}";

    // iptables-nft keeps its chains in tables called filter, with names in capitals.
    private static string Remedy(NftablesChain chain) => chain is { Family: "ip" or "ip6", Table: "filter", Name: "FORWARD" }
        ? $"{(chain.Family == "ip" ? "iptables" : "ip6tables")} -P FORWARD ACCEPT"
        : $"nft 'chain {chain.Family} {chain.Table} {chain.Name} {{ policy accept; }}'";
}
