using System.Text.Json;
using OvsCtl.Integration.Tests.Support;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Integration.Tests;

/// <summary>Where packets would go, beside where they do go.</summary>
public sealed class TraceTests : DaemonFixture
{
    private string? _lab;

    public override async ValueTask DisposeAsync()
    {
        if (_lab is not null) await OvsCtlAsync("lab", "down", _lab);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Way_between_hosts_is_told_with_the_sentence_of_each_flow()
    {
        await UpAsync(Labs.RedBlue);

        var way = (await OvsCtlAsync("trace", "red", "blue", "tcp/80")).Ok();
        Assert.Contains("red      sends tcp from 172.16.10.1 to 172.16.10.5:80: directly by eth0\n", way, StringComparison.Ordinal);
        Assert.Contains("link     red:eth0 - root:red-eth0\n", way, StringComparison.Ordinal);
        Assert.Matches(@"v-net-0  table admission: priority 220 ip,in_port=""red-eth0"",dl_src=\S+,nw_src=172\.16\.10\.1 -> goto_table:1\n +let in IPv4 that red:eth0 sends from its own address\n", way);
        Assert.Matches(@"         table forwarding: priority 200 dl_dst=\S+ -> output:blue-eth0\n +frames for blue:eth0 leave by its port\n", way);
        Assert.EndsWith("\ndelivered to blue\n", way, StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to blue\n", (await OvsCtlAsync("trace", "red -> blue", "arp")).Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_translation_is_followed_both_ways()
    {
        await UpAsync(Labs.RedBlue);

        var outwards = (await OvsCtlAsync("trace", "blue", "203.0.113.8")).Ok();
        Assert.Contains("nat: its source becomes 192.168.137.133\n", outwards, StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to internet\n", outwards, StringComparison.Ordinal);
        var inwards = (await OvsCtlAsync("trace", "internet", "192.168.137.133", "tcp/8000")).Ok();
        Assert.Contains("nat: its destination becomes 172.16.10.5:8000\n", inwards, StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to blue\n", inwards, StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to root\n", (await OvsCtlAsync("trace", "internet", "192.168.137.133", "tcp/8001")).Ok(), StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to root\n", (await OvsCtlAsync("trace", "red", "v-net-0")).Ok(), StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to red\n", (await OvsCtlAsync("trace", "root", "red", "udp/53")).Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_arrive_ends_where_it_is_lost()
    {
        await UpAsync(Labs.RedBlue);

        Assert.Equal("dropped in green: no route leads to 203.0.113.8 (ENETUNREACH)\n", (await OvsCtlAsync("trace", "green", "203.0.113.8")).Ends(3).Out);
        Assert.EndsWith("dropped in red: nobody answers to 172.16.10.99, so there is no MAC to send to\n", (await OvsCtlAsync("trace", "red", "172.16.10.99")).Ends(3).Out, StringComparison.Ordinal);
        Assert.EndsWith("\ndropped in table admission: drop the rest: an unknown port, or a host that sends under a MAC that is not its own\n", (await OvsCtlAsync("trace", "v-net-0", "in_port=red-eth0,dl_src=02:66:66:66:66:66,dl_dst=ff:ff:ff:ff:ff:ff")).Ends(3).Out, StringComparison.Ordinal);

        var red = (await Programs.ShellAsync("ip -n red -o link show eth0 | grep -o 'link/ether [0-9a-f:]*' | cut -d' ' -f2")).Ok().Trim();
        foreach (var (forged, why) in new[] { ("ip,nw_src=172.16.10.5,nw_dst=172.16.10.10", "IPv4"), ($"arp,arp_op=2,arp_sha={red},arp_spa=172.16.10.254,arp_tpa=172.16.10.5", "ARP") })
            Assert.Contains($"\ndropped in table admission: drop other {why}: ", (await OvsCtlAsync("trace", "v-net-0", $"in_port=red-eth0,dl_src={red},dl_dst=ff:ff:ff:ff:ff:ff,{forged}")).Ends(3).Out, StringComparison.Ordinal);

        (await OvsCtlAsync("flow", "add", "v-net-0", "table=1,priority=300,tcp,tp_dst=8000,actions=drop")).Ok();
        Assert.EndsWith("\ndropped in table 1: drop\n", (await OvsCtlAsync("trace", "red", "blue", "tcp/8000")).Ends(3).Out, StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to blue\n", (await OvsCtlAsync("trace", "red", "blue", "tcp/8001")).Ok(), StringComparison.Ordinal);

        // Else the daemon brings it up again.
        (await OvsCtlAsync("lab", "pause", "red-blue")).Ok();
        (await Programs.ShellAsync("ip -n blue link set eth0 down")).Ok();
        Assert.EndsWith("is down\n", (await OvsCtlAsync("trace", "red", "blue")).Ends(3).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_questions_are_told()
    {
        await UpAsync(Labs.RedBlue);

        Assert.Contains("no host 'rad' here; there is blue, green", (await OvsCtlAsync("trace", "rad", "blue")).Ends(5).Error, StringComparison.Ordinal);
        Assert.Contains("'bluee' is neither", (await OvsCtlAsync("trace", "red", "bluee")).Ends(5).Error, StringComparison.Ordinal);
        Assert.Contains("tcp/PORT", (await OvsCtlAsync("trace", "red", "blue", "http")).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("in quotes", (await OvsCtlAsync("trace", "red", "-")).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("in_port=", (await OvsCtlAsync("trace", "v-net-0", "dl_dst=02:00:00:00:00:01")).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("^", (await OvsCtlAsync("trace", "v-net-0", "in_prt=1")).Ends(2).Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await OvsCtlAsync("trace", "red", "blue", "-o", "json")).Ok());
        Assert.True(json.RootElement.GetProperty("delivered").GetBoolean());
    }

    /// <summary>What a check pings, arrives.</summary>
    [Theory]
    [InlineData("linux-bridge.yaml")]
    [InlineData("plain-l2.yaml")]
    [InlineData("two-switches.yaml")]
    [InlineData("veth-pair.yaml")]
    public async Task Pings_of_the_checks_are_delivered(string file)
    {
        var path = Path.Combine(Labs.Directory, file);
        var spec = LabFile.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), file);
        await UpAsync(path);
        foreach (var check in spec.Checks.Where(c => c is { Kind: CheckKind.Ping, MustFail: false, Says: null, From: not null }).Take(4))
        {
            var (from, to) = (check.From?.Name ?? "root", check.To?.Name ?? check.To?.Address?.ToString() ?? "");
            Assert.Contains("delivered to ", (await OvsCtlAsync("trace", from, to)).Ok(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bridges_of_both_kinds_are_followed_into_each_other()
    {
        await UpAsync(await NamedLabAsync("mixed", "lab: mixed\nswitches:\n  sw: {}\n  lb: {kind: linux}\nhosts:\n  a: {sw: 10.7.0.1/24}\n  b: {lb: 10.7.0.2/24}\nlinks:\n  - {sw: , lb: }\n"));
        Assert.EndsWith("\ndelivered to b\n", (await OvsCtlAsync("trace", "a", "b")).Ok(), StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to a\n", (await OvsCtlAsync("trace", "b", "a")).Ok(), StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to a\n", (await OvsCtlAsync("trace", "b", "a", "arp")).Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Way_of_IPv6_is_told_as_well()
    {
        await UpAsync(await NamedLabAsync("six", "lab: six\nswitches:\n  s0: {address: fd00::254/64}\nhosts:\n  red: {s0: fd00::1/64, routes: [default via fd00::254]}\n  blue: {s0: fd00::2/64}\n"));
        foreach (var (from, to, packet) in new[] { ("red", "blue", "icmp"), ("blue", "fd00::1", "tcp/80"), ("root", "red", "udp/53") })
        {
            var way = (await OvsCtlAsync("trace", from, to, packet)).Ok();
            Assert.EndsWith($"\ndelivered to {(to == "fd00::1" ? "red" : to)}\n", way, StringComparison.Ordinal);
        }

        Assert.Contains("let in what red:eth0 sends", (await OvsCtlAsync("trace", "red", "blue")).Ok(), StringComparison.Ordinal);
        Assert.EndsWith("\ndelivered to root\n", (await OvsCtlAsync("trace", "red", "s0")).Ok(), StringComparison.Ordinal);
        Assert.Equal("dropped in blue: no route leads to 2001:db8::1 (ENETUNREACH)\n", (await OvsCtlAsync("trace", "blue", "2001:db8::1")).Ends(3).Out);
        Assert.Contains("IPv6 asks no ARP", (await OvsCtlAsync("trace", "red", "blue", "arp")).Ends(2).Error, StringComparison.Ordinal);
    }

    private async Task<string> NamedLabAsync(string name, string text)
    {
        var path = Path.Combine(RunDirectory, $"{name}.yaml");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private async Task UpAsync(string file)
    {
        _lab = Path.GetFileNameWithoutExtension(file);
        (await OvsCtlAsync("lab", "up", file)).Ok();
    }
}
