using System.Net;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

/// <summary>nat and forwards of a lab file as rules for nft.</summary>
internal static class NatRules
{
    public static DesiredNatRule Masquerade(NatSpec nat) => new(
        "postrouting",
        $"{Family(nat.From.BaseAddress)} saddr {nat.From} oifname \"{nat.Out}\" counter masquerade",
        $"nat {nat.From} out {nat.Out}");

    /// <summary>
    /// Three rules: for what comes from outside, for the forwarding machine itself, and for a client in the target's own network,
    /// whose answer would otherwise go straight back and not be recognised.
    /// </summary>
    public static IEnumerable<DesiredNatRule> Forward(ForwardSpec forward, InterfaceAddress target)
    {
        var family = Family(forward.ListenAddress);
        var protocol = forward.Protocol == TransportProtocol.Tcp ? "tcp" : "udp";
        var listen = EndPointText(forward.ListenAddress, forward.ListenPort);
        var to = EndPointText(target.Address, forward.ToPort);
        var dnat = $"{family} daddr {forward.ListenAddress} {protocol} dport {forward.ListenPort} counter dnat {family} to {to}";
        yield return new("prerouting", dnat, $"forward {protocol} {listen} to {to}");
        yield return new("output", dnat, $"forward {protocol} {listen} to {to} from this machine");
        yield return new(
            "postrouting",
            $"{family} saddr {target.Network} {family} daddr {target.Address} {protocol} dport {forward.ToPort} ct status dnat counter masquerade",
            $"forward {protocol} {listen} to {to} from its own network {target.Network}");
    }

    private static string Family(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "ip6" : "ip";

    private static string EndPointText(IPAddress address, int port) => new IPEndPoint(address, port).ToString();
}
