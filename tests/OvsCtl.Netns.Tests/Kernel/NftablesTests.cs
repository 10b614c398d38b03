using System.Text.Json;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class NftablesTests
{
    [Fact]
    public async Task Rules_appear_in_the_namespace_and_nowhere_else()
    {
        using var red = Create();
        using var blue = Create();
        Nftables.Run(red.Namespace, "add table inet lab\nadd chain inet lab post { type nat hook postrouting priority 100; }\nadd rule inet lab post oif lo counter masquerade");
        Assert.Contains("oif \"lo\" counter", await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "nft", "list", "ruleset"), StringComparison.Ordinal);
        Assert.Equal("", await Sandbox.RunAsync("ip", "netns", "exec", blue.Name, "nft", "list", "ruleset"));
        using var json = JsonDocument.Parse(Nftables.ListJson(red.Namespace, "list table inet lab", stateless: true));
        Assert.True(json.RootElement.GetProperty("nftables").GetArrayLength() >= 4);
    }

    [Fact]
    public void Tables_are_those_that_nft_made_here()
    {
        using var red = Create();
        using var blue = Create();
        Nftables.Run(red.Namespace, "add table inet lab\nadd table ip6 six\nadd table bridge b\nadd table netdev d\nadd table arp a\nadd table ip four");
        Assert.Equal(
            new NftablesTable[] { new("arp", "a"), new("bridge", "b"), new("inet", "lab"), new("ip", "four"), new("ip6", "six"), new("netdev", "d") },
            Nftables.GetTables(red.Namespace).OrderBy(table => table.Family, StringComparer.Ordinal));
        Assert.Empty(Nftables.GetTables(blue.Namespace));
    }

    [Fact]
    public void Error_carries_the_words_of_the_library_and_nothing_took_effect()
    {
        using var red = Create();
        var error = Assert.Throws<NftablesException>(() => Nftables.Run(red.Namespace, "add table inet lab\nadd rule inet lab absent accept"));
        Assert.Contains("No such file or directory", error.Message, StringComparison.Ordinal);
        Assert.Contains("commands:2:", error.Details, StringComparison.Ordinal);
        Assert.Contains("absent accept", error.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("lab", Nftables.ListJson(red.Namespace), StringComparison.Ordinal);
        Assert.Contains("syntax error", Assert.Throws<NftablesException>(() => Nftables.Run(red.Namespace, "nonsense")).Message, StringComparison.Ordinal);
    }

    private static TestNamespace Create()
    {
        Sandbox.Require();
        Assert.SkipUnless(Nftables.IsAvailable(out var why), why ?? "");
        return new TestNamespace();
    }

    [Fact]
    public async Task Rules_are_counted_and_deleted_by_their_handles()
    {
        using var red = Create();
        using var blue = Create();
        RouteTests.Connect(red, blue);
        Nftables.Run(red.Namespace, """
            add table inet lab
            add chain inet lab in { type filter hook input priority 0; policy accept; }
            add rule inet lab in icmp type echo-reply counter comment "replies"
            add rule inet lab in tcp dport 80 counter drop
            add rule inet lab in tcp dport 81 accept
            """);
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ping", "-c3", "-i0.01", "-W2", "10.0.0.2");
        var rules = Nftables.GetRules(red.Namespace, "inet lab");
        Assert.Equal(3, rules.Count);
        Assert.Equal(("replies", 3ul, 252ul), (rules[0].Comment, rules[0].Packets, rules[0].Bytes));
        Assert.Equal((null, 0ul), (rules[1].Comment, rules[1].Packets));
        Assert.Null(rules[2].Packets);
        Nftables.DeleteRule(red.Namespace, rules[1]);
        Assert.Equal(new[] { rules[0].Handle, rules[2].Handle }, Nftables.GetRules(red.Namespace).Select(rule => rule.Handle));
        var shown = await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "nft", "-a", "list", "ruleset");
        Assert.DoesNotContain("dport 80", shown, StringComparison.Ordinal);
        Assert.Contains($"tcp dport 81 accept # handle {rules[2].Handle}", shown, StringComparison.Ordinal);
        Assert.Contains("No such file or directory", Assert.Throws<NftablesException>(() => Nftables.DeleteRule(red.Namespace, rules[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarding_dropped_by_others_is_found()
    {
        using var red = Create();
        Nftables.Run(red.Namespace, """
            add table inet mine
            add chain inet mine forward { type filter hook forward priority 0; policy drop; }
            add chain inet mine in { type filter hook input priority 0; policy drop; }
            """);
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "nft", "add table ip filter; add chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }");
        var found = Assert.Single(Nftables.FindForwardDrops(red.Namespace, (family, table) => (family, table) == ("inet", "mine")));
        Assert.Equal("chain ip filter FORWARD", found.ToString());
        Assert.Equal(2, Nftables.FindForwardDrops(red.Namespace).Count);
    }
}
