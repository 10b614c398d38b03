using System.Text.Json;
using System.Text.RegularExpressions;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The flow commands on a bridge of a lab and on one that somebody else made, beside ovs-ofctl.</summary>
public sealed partial class FlowCommandTests : DaemonFixture
{
    private const string Lab = "lab: flows\nswitches:\n  sw: {address: 10.8.0.254/24}\nhosts:\n  a: {sw: 10.8.0.1/24}\n  b: {sw: 10.8.0.2/24}\n";
    private const string Others = "others";

    private bool _hasLab;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await VsctlAsync($"add-br {Others} -- set bridge {Others} datapath_type=netdev -- add-port {Others} in-1 -- set interface in-1 type=internal ofport_request=1 -- add-port {Others} out_2 -- set interface out_2 type=internal ofport_request=2");
        await OfctlAsync("add-flows", Others, "- <<'END'\ntable=0,priority=10,cookie=0x1,in_port=1,ip,nw_dst=10.0.0.0/8,actions=output:2,goto_table:1\ntable=0,priority=5,idle_timeout=600,send_flow_rem,arp,actions=FLOOD\ntable=1,priority=1,tcp,tp_dst=80,actions=drop\nEND");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_hasLab) await OvsCtlAsync("lab", "down", "flows");
        await base.DisposeAsync();
    }

    [Fact]
    public async Task List_shows_ports_and_owners_by_name_and_says_why()
    {
        await UpAsync();

        var table = (await OvsCtlAsync("flow", "list", "sw")).Ok();
        Assert.Matches(@"(?m)^TABLE +PRIORITY +MATCH +ACTIONS +PACKETS +BYTES +RATE +AGE +OWNER$", table);
        Assert.Matches(@"(?m)^0 admission +200 +in_port=""a-eth0"",dl_src=[0-9a-f:]{17} +goto_table:1 +\d+ +\d+ +<?[\d.]+/s +[\d.]+s +host a$", table);
        Assert.DoesNotContain("let in what", table, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^0 admission +200 +in_port=""a-eth0"".* host a +let in what a:eth0 sends under its own MAC$", (await OvsCtlAsync("flow", "list", "sw", "--why")).Ok());

        var all = (await OvsCtlAsync("flow", "list")).Ok();
        Assert.Contains("bridge others: 4 flows", all, StringComparison.Ordinal);
        Assert.Contains("bridge sw: ", all, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^0 +10 +ip,in_port=""in-1"",nw_dst=10.0.0.0/8 +output:out_2,goto_table:1 +0 +0 +0/s +[\d.]+s +0x1$", all);
    }

    [Theory]
    [InlineData("table=1", 1)]
    [InlineData("arp", 1)]
    [InlineData("in_port=in-1", 1)]
    [InlineData("cookie=0x1/-1", 1)]
    [InlineData("out_port=out_2", 1)]
    [InlineData("nw_dst=10.1.2.3,ip", 0)]
    [InlineData("table=0", 3)]
    public async Task Filter_is_that_of_the_switch(string filter, int count)
    {
        Assert.Contains($"bridge others: {(count == 1 ? "1 flow" : $"{count} flows")}\n", (await OvsCtlAsync("flow", "list", Others, filter)).Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lab_and_host_choose_what_is_theirs()
    {
        await UpAsync();

        var ofHost = await FlowsAsync("--host", "a");
        Assert.NotEmpty(ofHost);
        Assert.All(ofHost, f => Assert.Equal(("host a", "flows"), (f.GetProperty("owner").GetString(), f.GetProperty("lab").GetString())));
        Assert.All(await FlowsAsync("--lab", "flows"), f => Assert.Equal("flows", f.GetProperty("lab").GetString()));
        Assert.True((await FlowsAsync("--lab", "flows")).Count > ofHost.Count);
        Assert.Contains("no host 'c' here; there is a, b", (await OvsCtlAsync("flow", "list", "--host", "c")).Ends(5).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("flow", "list", "--lab", "other")).Ends(5);
        Assert.Contains("there is others, sw", (await OvsCtlAsync("flow", "list", "nowhere")).Ends(5).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_is_the_text_of_ovs_ofctl()
    {
        // Enough flows for several messages.
        var file = Path.Combine(RunDirectory, "many.txt");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 3000).Select(i => $"table=3,priority={i},udp,nw_src=10.1.{i / 250}.{i % 250},actions=set_field:{i}->udp_dst,NORMAL"), TestContext.Current.CancellationToken);
        await OfctlAsync("add-flows", Others, file);
        foreach (var filter in new[] { "", "table=0", "table=3,udp" })
        {
            string[] arguments = ["flow", "list", Others, "--raw", .. filter.Length > 0 ? [filter] : Array.Empty<string>()];
            var expected = WithoutAges(await OfctlAsync("dump-flows", Others, filter));
            Assert.Equal(expected, WithoutAges((await OvsCtlAsync(arguments)).Ok()));
        }

        var sorted = (await FlowsAsync(Others, "table=3,udp", "--sort", "priority")).ConvertAll(f => f.GetProperty("priority").GetInt32());
        Assert.Equal(3000, sorted.Count);
        Assert.Equal(sorted.OrderDescending(), sorted);
    }

    [Fact]
    public async Task Wrong_filter_is_shown_with_its_place()
    {
        var run = (await OvsCtlAsync("flow", "list", Others, "table=1,dl_dts=02:00:00:00:00:01")).Ends(2);
        Assert.Contains("did you mean dl_dst?", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  table=1,dl_dts=02:00:00:00:00:01\n          ^\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("^", (await OvsCtlAsync("flow", "list", Others, "in_port=nobody-0")).Ends(2).Error, StringComparison.Ordinal);
        // A bridge of nobody's lab has numbers for its tables only.
        Assert.Contains("invalid table \"admission\"", (await OvsCtlAsync("flow", "list", Others, "table=admission")).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_finds_what_is_missing_unwanted_and_different()
    {
        await UpAsync();
        Assert.Equal("as desired\n", (await OvsCtlAsync("flow", "diff", "sw")).Ok());
        (await OvsCtlAsync("flow", "diff", Others)).Ends(5);

        // What ovs-ofctl writes can be compared with at once.
        var file = Path.Combine(RunDirectory, "flows.txt");
        await File.WriteAllTextAsync(file, await OfctlAsync("dump-flows", Others), TestContext.Current.CancellationToken);
        Assert.Equal("the same\n", (await OvsCtlAsync("flow", "diff", Others, file)).Ok());

        await OfctlAsync("del-flows", Others, "table=1");
        await OfctlAsync("add-flow", Others, "table=0,priority=5,idle_timeout=600,send_flow_rem,arp,actions=drop");
        await OfctlAsync("add-flow", Others, "table=2,in_port=1,actions=output:2");
        Assert.Equal(
            """
            -table=2,priority=32768,in_port="in-1",actions=output:out_2
            -table=0,idle_timeout=600,send_flow_rem,priority=5,arp,actions=drop
            +table=0,idle_timeout=600,send_flow_rem,priority=5,arp,actions=FLOOD
            +table=1,priority=1,tcp,tp_dst=80,actions=drop

            """,
            (await OvsCtlAsync("flow", "diff", Others, file)).Ends(4).Out);
        using var json = JsonDocument.Parse((await OvsCtlAsync("flow", "diff", Others, file, "-o", "json")).Ends(4).Out);
        Assert.Equal(1, json.RootElement.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public async Task Flows_by_hand_come_and_go_beside_those_of_the_lab()
    {
        await UpAsync();
        var before = Sorted(await OfctlAsync("--no-stats dump-flows", "sw"));
        Assert.Equal("added on sw: table=0,priority=250,in_port=\"a-eth0\",actions=output:\"b-eth0\"\n", (await OvsCtlAsync("flow", "add", "sw", "priority=250,in_port=a-eth0,actions=output:b-eth0")).Ok());
        Assert.Equal((await FlowsAsync("sw", "table=1")).Count, (await FlowsAsync("sw", "table=forwarding")).Count);
        Assert.StartsWith("replaced on sw: ", (await OvsCtlAsync("flow", "add", "sw", "priority=250,in_port=a-eth0,actions=drop")).Ok(), StringComparison.Ordinal);
        Assert.Contains("priority=250,in_port=1 actions=drop", await OfctlAsync("--no-stats dump-flows", "sw"), StringComparison.Ordinal);
        Assert.Equal("as desired\n", (await OvsCtlAsync("flow", "diff", "sw")).Ok());

        // Nobody takes a lab's flow away by accident, or puts one under its mark.
        Assert.Contains("a lab looks after the flow table=0,priority=0", (await OvsCtlAsync("flow", "add", "sw", "table=0,priority=0,actions=NORMAL")).Ends(1).Error, StringComparison.Ordinal);
        var cookie = (await FlowsAsync("--host", "a"))[0].GetProperty("cookie").GetString();
        Assert.Contains("mark of a lab", (await OvsCtlAsync("flow", "add", "sw", $"cookie={cookie},priority=9,actions=drop")).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("\n  in_port=a-eth0,actions=outptu:1\n", (await OvsCtlAsync("flow", "add", "sw", "in_port=a-eth0,actions=outptu:1")).Ends(2).Error, StringComparison.Ordinal);

        Assert.Matches(@"^deleted 1 flow; \d+ flows of a lab stayed\n$", (await OvsCtlAsync("flow", "del", "sw", "table=0")).Ok());
        Assert.Matches(@"^deleted 0 flows; \d+ flows of a lab stayed\n$", (await OvsCtlAsync("flow", "del", "sw", "--all")).Ok());
        Assert.Equal(before, Sorted(await OfctlAsync("--no-stats dump-flows", "sw")));
    }

    [Fact]
    public async Task Watch_tells_a_change_a_line()
    {
        using var watch = StartOvsCtl("flow", "watch", Others, "table=7", "--interval", "0.05", "-o", "json");
        await OfctlAsync("add-flow", Others, "table=7,priority=3,actions=drop");
        await ExpectAsync("FLOW_CHANGE_KIND_ADDED", "drop");
        await OfctlAsync("add-flow", Others, "table=7,priority=3,actions=NORMAL");
        await ExpectAsync("FLOW_CHANGE_KIND_MODIFIED", "NORMAL");
        await OfctlAsync("del-flows", Others, "table=7");
        await ExpectAsync("FLOW_CHANGE_KIND_REMOVED", "NORMAL");
        await Programs.RunAsync("kill", ["-INT", $"{watch.Id}"]);
        (await Programs.EndAsync(watch)).Ok();

        async Task ExpectAsync(string kind, string actions)
        {
            var line = await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60)) ?? "";
            using var json = JsonDocument.Parse(line);
            Assert.Equal((kind, actions), (json.RootElement.GetProperty("kind").GetString(), json.RootElement.GetProperty("flow").GetProperty("actions").GetString()));
        }
    }

    private async Task UpAsync()
    {
        _hasLab = true;
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab))).Ok();
    }

    private async Task<List<JsonElement>> FlowsAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse((await OvsCtlAsync(["flow", "list", "-o", "json", .. arguments])).Ok());
        return [.. json.RootElement.GetProperty("bridges").EnumerateArray().SelectMany(b => b.GetProperty("flows").EnumerateArray()).Select(f => f.Clone())];
    }

    private static string WithoutAges(string text) => Requests().Replace(Ages().Replace(text, "duration=…"), "(xid=…)");

    private static string Sorted(string text) => string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal));

    [GeneratedRegex(@"duration=[0-9.]+s")]
    private static partial Regex Ages();

    // How many requests somebody has made before.
    [GeneratedRegex(@"\(xid=0x[0-9a-f]+\)")]
    private static partial Regex Requests();
}
