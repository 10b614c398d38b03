using OvsCtl.Integration.Tests.Support;
using OvsCtl.Testing;

namespace OvsCtl.Integration.Tests;

/// <summary>The stand-alone learning switch with a real ovs-vswitchd, as scripts/learning-switch.sh shows it.</summary>
public sealed class LearningSwitchTests
{
    private static string Script => Path.Combine(Labs.Root(), "scripts", "learning-switch.sh");

    [Theory]
    [InlineData("")]
    [InlineData("--tls")]
    public async Task Hosts_ping_each_other_through_it_also_after_one_has_moved(string mode)
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);

        var run = await Programs.ShellAsync($"{Script} {mode}");

        Assert.Equal(4, run.Ok().Split("3 received, 0% packet loss").Length - 1);
        Assert.Contains("dl_src=02:00:00:00:00:01,dl_dst=02:00:00:00:00:02", run.Out, StringComparison.Ordinal);
        Assert.Contains("connected", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_is_missing_on_its_command_line()
    {
        Assert.Contains("needs --openflow and --app", (await Programs.RunAsync(Programs.OvsCtlDaemon, ["--ovs", "none"])).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("ptcp:[PORT][:IP]", (await Programs.RunAsync(Programs.OvsCtlDaemon, ["--ovs", "none", "--openflow", "tcp:1.2.3.4", "--app", "learning-switch"])).Error, StringComparison.Ordinal);
        Assert.Contains("needs --certificate", (await Programs.RunAsync(Programs.OvsCtlDaemon, ["--ovs", "none", "--openflow", "pssl:", "--app", "learning-switch"])).Error, StringComparison.Ordinal);
        Assert.Contains("are for --ovs none", (await Programs.RunAsync(Programs.OvsCtlDaemon, ["--openflow", "ptcp:", "--app", "learning-switch"])).Error, StringComparison.Ordinal);
    }
}
