using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>What labs/README.md says of deleting: out of the file, and <c>lab up</c> takes away that and nothing else.</summary>
public sealed class DeletingTests : DaemonFixture
{
    [Theory]
    [InlineData("red-blue", "green:|green ->", "", "", "- host green", "ip netns list | grep green")]
    [InlineData("red-blue", "red <-> blue", "red:      {v-net-0: 172.16.10.1/24,  routes: [default via 172.16.10.254]}", "red: {v-net-0: }", "- address 172.16.10.1/24 on red:eth0", "ip -n red addr | grep 172.16.10.1")]
    [InlineData("red-blue", "", "172.16.10.1/24,  routes: [default via 172.16.10.254]", "172.16.10.1/24", "- route default via 172.16.10.254 dev eth0 of red", "ip -n red route | grep default")]
    [InlineData("red-blue", "", "yellow:   {v-net-0: 172.16.10.20/24}", "yellow: {}", "- port yellow-eth0 on v-net-0", "ip link | grep yellow-eth0")]
    [InlineData("red-blue", "forwards:|listen:|http:", "", "", "~ nat table ovsctl_red-blue", "nft list ruleset | grep 8000")]
    [InlineData("two-switches", "s2|h3:|h4:|s1: ,", "links:", "", "- bridge s2", "ip link | grep s2")]
    public async Task What_is_taken_out_of_the_file_goes_and_nothing_else(string lab, string lines, string text, string replacement, string step, string trace)
    {
        var file = Path.Combine(Labs.Directory, $"{lab}.yaml");
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", file)).Ok();
        Assert.NotEqual("", (await Programs.ShellAsync(trace)).Out);
        var left = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Where(line => lines.Length == 0 || !lines.Split('|').Any(line.Contains));
        var changed = await WriteLabAsync(text.Length == 0 ? string.Join('\n', left) : string.Join('\n', left).Replace(text, replacement, StringComparison.Ordinal));

        Assert.Contains(step, (await OvsCtlAsync("lab", "plan", "--exit-code", changed)).Ends(4).Out, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", changed)).Ok();

        Assert.Equal("", (await Programs.ShellAsync(trace)).Out);
        Assert.Contains(" ok, 0 failed", (await OvsCtlAsync("lab", "check", lab)).Ok(), StringComparison.Ordinal);
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", changed)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", lab)).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }
}
