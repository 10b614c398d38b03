using System.Text.Json;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>What the flow commands do without a daemon.</summary>
public sealed class FlowTextTests
{
    [Fact]
    public async Task Explain_says_a_flow_in_words()
    {
        var run = await OvsCtlRun.RunAsync(["flow", "explain", "table=1,priority=200,in_port=red-eth0,tcp,tp_dst=80,actions=dec_ttl,output:blue-eth0"]);

        Assert.Equal(
            (0, "TCP packets that come in by port red-eth0 and go to port 80 have their TTL lowered by one, then leave by port blue-eth0.\nThe flow is in table 1; those there with a priority above 200 come before it.\n"),
            (run.ExitCode, run.Out.Replace("\"", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Explain_reads_many_and_writes_json()
    {
        var run = await OvsCtlRun.RunAsync(["flow", "explain", "-", "-o", "json"], input: " cookie=0x0, duration=1.5s, table=0, n_packets=0, n_bytes=0, priority=0 actions=drop\narp,actions=FLOOD\n");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["All packets are dropped.", "ARP packets leave by every port but the one they came in by."], json.RootElement.EnumerateArray().Select(f => f.GetProperty("sentences")[0].GetString()));
    }

    [Fact]
    public async Task Mistake_is_shown_where_it_is()
    {
        var run = await OvsCtlRun.RunAsync(["flow", "explain", "priority=10,actions=dropp"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean drop?", run.Error, StringComparison.Ordinal);
        Assert.Contains("  priority=10,actions=dropp\n                      ^\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_in_a_file_is_told_with_its_line()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "# two wrong lines\nip,actions=drop\nnw_dts=1.2.3.4,actions=drop\n\nip\n", TestContext.Current.CancellationToken);

            var run = await OvsCtlRun.RunAsync(["flow", "diff", "br0", path]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{path}:3: at character 1: ", run.Error, StringComparison.Ordinal);
            Assert.Contains($"{path}:5: at character 3: ", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("flow list br0 --sort pakets", "did you mean packets?")]
    [InlineData("flow list --raw", "which?")]
    [InlineData("flow list br0 -o shell", "no output format 'shell' here; one of table, wide, json, yaml")]
    [InlineData("flow del br0", "say which flows, or --all")]
    [InlineData("flow del br0 arp --all", "say which flows, or --all")]
    [InlineData("flow watch br0 --interval 0", "from 0.02 to 3600 seconds")]
    [InlineData("flow lits", "did you mean")]
    public async Task Wrong_usage_is_told(string arguments, string error)
    {
        var run = await OvsCtlRun.RunAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_not_there_is_not_found() => Assert.Equal(5, (await OvsCtlRun.RunAsync(["flow", "diff", "br0", "/nowhere/flows"])).ExitCode);
}
