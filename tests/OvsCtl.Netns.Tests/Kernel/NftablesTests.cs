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
}
