using System.Text.Json;
using System.Xml.Linq;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Bridges, ports, groups, meters and pictures: of a lab, and of somebody else's bridge.</summary>
public sealed class SwitchCommandTests : DaemonFixture
{
    private bool _hasLab;

    public override async ValueTask DisposeAsync()
    {
        if (_hasLab) await OvsCtlAsync("lab", "down", "red-blue");
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Bridges_and_ports_of_labs_and_of_others_are_shown()
    {
        await UpAsync();
        await VsctlAsync("add-br others -- set bridge others datapath_type=netdev -- add-port others in-1 -- set interface in-1 type=internal -- add-port others missing0 || true");

        var show = (await OvsCtlAsync("bridge", "show")).Ok();
        Assert.Matches(@"(?m)^bridge v-net-0  netdev  lab red-blue  29 flows$", show);
        Assert.DoesNotContain("NOT CONNECTED", show, StringComparison.Ordinal);
        Assert.Contains("\n  port 1  red-eth0 <-> red:eth0\n", show, StringComparison.Ordinal);
        Assert.Contains("\n  port LOCAL  v-net-0  internal\n", show, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^bridge others  netdev  no lab  1 flow$", show);
        Assert.Matches(@"(?m)^  port -  missing0  ERROR: .*No such device", show);

        (await OvsCtlAsync("ping", "red", "blue", "-c", "1")).Ok();
        var ports = (await OvsCtlAsync("port", "list", "v-net-0")).Ok();
        Assert.Matches(@"(?m)^BRIDGE +PORT +NAME +PEER +STATE +RX +TX +DROPPED$", ports);
        Assert.Matches(@"(?m)^v-net-0 +1 +red-eth0 +red:eth0 +up +[1-9]\d* +[1-9]\d* +\d+$", ports);
        Assert.Contains("TX-BYTES", (await OvsCtlAsync("port", "list", "-o", "wide")).Ok(), StringComparison.Ordinal);
        Assert.Contains("there is others, v-net-0", (await OvsCtlAsync("port", "list", "nowhere")).Ends(5).Error, StringComparison.Ordinal);

        var topology = (await OvsCtlAsync("topology")).Ok();
        Assert.StartsWith("lab red-blue\n", topology, StringComparison.Ordinal);
        Assert.Contains("\nbridge others  netdev  no lab", topology, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_and_meters_are_listed_with_what_they_counted()
    {
        await VsctlAsync("add-br others -- set bridge others datapath_type=netdev -- add-port others in-1 -- set interface in-1 type=internal ofport_request=1");
        Assert.Equal("no groups\n", (await OvsCtlAsync("group", "list", "others")).Ok());
        Assert.Equal("no meters\n", (await OvsCtlAsync("meter", "list", "others")).Ok());
        await OfctlAsync("add-group", "others", "'group_id=5,type=select,bucket=weight:10,actions=output:1,bucket=weight:20,actions=drop'");
        await OfctlAsync("add-group", "others", "'group_id=6,type=ff,bucket=watch_port:1,actions=output:1'");
        await OfctlAsync("add-meter", "others", "'meter=3,kbps,burst,stats,bands=type=drop rate=1000 burst_size=50'");
        await OfctlAsync("add-flow", "others", "'priority=9,arp,actions=meter:3,group:5'");

        var groups = (await OvsCtlAsync("group", "list", "others")).Ok();
        Assert.Matches(@"(?m)^others +5 +select +0 +10 +- +output:""in-1"" +0 +0$", groups);
        Assert.Matches(@"(?m)^ +1 +20 +- +drop +0 +0$", groups);
        Assert.Matches(@"(?m)^others +6 +fast failover +0 +- +in-1 +output:""in-1"" +0 +0$", groups);
        Assert.Matches(@"(?m)^others +3 +\d +0 +0 +1000 kbit/s, burst 50 +drop +0$", (await OvsCtlAsync("meter", "list")).Ok());
        using var json = JsonDocument.Parse((await OvsCtlAsync("group", "list", "-o", "json")).Ok());
        Assert.Equal(2, json.RootElement.GetProperty("groups").GetArrayLength());
    }

    [Fact]
    public async Task Top_shows_what_goes_through()
    {
        await UpAsync();
        using var ping = StartOvsCtl("ping", "red", "blue", "-i", "0.05");
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    var top = (await OvsCtlAsync("top", "v-net-0", "--interval", "0.5")).Ok();
                    return top.Contains("red-eth0", StringComparison.Ordinal) && top.Contains("frames for red:eth0 leave by its port", StringComparison.Ordinal);
                },
                "the ping in top");
        }
        finally
        {
            ping.Kill();
            await Programs.EndAsync(ping);
        }

        var looks = (await OvsCtlAsync("top", "-n", "2", "-i", "0.05", "-o", "json")).Ok().TrimEnd().Split('\n');
        Assert.Equal(2, looks.Length);
        foreach (var look in looks)
        {
            using var json = JsonDocument.Parse(look);
            Assert.Contains(json.RootElement.GetProperty("ports").EnumerateArray(), p => p.GetProperty("port").GetString() == "red-eth0");
        }
    }

    [Fact]
    public async Task Graph_is_drawn_from_what_is_there()
    {
        await UpAsync();

        var text = (await OvsCtlAsync("lab", "graph")).Ok();
        Assert.Contains("\n├── 172.16.10.254/24 ----- [v-net-0]  29 flows\n", text, StringComparison.Ordinal);
        Assert.Contains("── port 1 ----- eth0 red  eth0 172.16.10.1/24 | default via 172.16.10.254 dev eth0\n", text, StringComparison.Ordinal);
        Assert.Contains("└── ens33 ----- eth0 internet  lo 203.0.113.8/32", text, StringComparison.Ordinal);
        Assert.Contains("nat 172.16.10.0/24 out ens33", text, StringComparison.Ordinal);
        Assert.StartsWith("graph \"lab red-blue\"", (await OvsCtlAsync("lab", "graph", "red-blue", "-o", "dot")).Ok(), StringComparison.Ordinal);
        Assert.Contains("flowchart TD", (await OvsCtlAsync("lab", "graph", "-o", "mermaid")).Ok(), StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Parse((await OvsCtlAsync("lab", "graph", "-o", "svg")).Ok()).Root?.Name.LocalName);
        Assert.Contains("one of text, dot, mermaid, svg", (await OvsCtlAsync("lab", "graph", "-o", "json")).Ends(2).Error, StringComparison.Ordinal);

        // Else the daemon brings it up again.
        (await OvsCtlAsync("lab", "pause", "red-blue")).Ok();
        (await Programs.ShellAsync("ip -n red link set eth0 down")).Ok();
        Assert.Contains("── port 1 --X-- eth0 red  eth0 172.16.10.1/24 DOWN", (await OvsCtlAsync("lab", "graph")).Ok(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ovsctl lab gra", "graph")]
    [InlineData("ovsctl flow list v", "v-net-0")]
    [InlineData("ovsctl lab status r", "red-blue")]
    [InlineData("ovsctl trace bl", "blue")]
    [InlineData("ovsctl flow list --ho", "--host")]
    [InlineData("ovsctl exec ye", "yellow")]
    public async Task Shell_completes_commands_and_the_names_of_what_is_there(string line, string word)
    {
        await UpAsync();
        var script = $"""
            export PATH={Path.GetDirectoryName(Programs.OvsCtl)}:$PATH OVSCTL_SOCKET={Socket}
            source <(ovsctl completion bash)
            COMP_LINE='{line}' COMP_POINT={line.Length}
            _ovsctl
            printf '%s\n' "$COMPREPLY[@]"
            """.Replace("$COMPREPLY[@]", "${COMPREPLY[@]}", StringComparison.Ordinal);

        Assert.Equal($"{word}\n", (await Programs.RunAsync("/bin/bash", ["-c", script])).Ok());
    }

    private async Task UpAsync()
    {
        _hasLab = true;
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
    }
}
