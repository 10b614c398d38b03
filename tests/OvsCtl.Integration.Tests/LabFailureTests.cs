using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Names that are taken, files that are wrong, interruptions: what is said, and what is left.</summary>
public sealed class LabFailureTests : DaemonFixture
{
    [Theory]
    [InlineData("ip netns add blue", "ip netns del blue", "host blue", "test -e /run/netns/blue")]
    [InlineData("ip link add ens33 type veth peer name other0", "ip link del ens33", "link root:ens33", "ip link show ens33")]
    public async Task Name_that_is_taken_is_named_and_nothing_is_touched(string make, string remove, string named, string witness)
    {
        (await Programs.ShellAsync(make)).Ok();
        var before = await Machine.SnapshotAsync();
        try
        {
            var up = (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ends(1);
            Assert.Contains(named, up.Error, StringComparison.Ordinal);
            Assert.Contains("was not made by ovsctl", up.Error, StringComparison.Ordinal);
            var status = (await OvsCtlAsync("lab", "status", "red-blue")).Ok();
            Assert.Contains("red-blue: failed", status, StringComparison.Ordinal);
            Assert.Contains(named, status, StringComparison.Ordinal);
            (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
            Assert.Equal(before, await Machine.SnapshotAsync());
            (await Programs.ShellAsync(witness)).Ok();
        }
        finally
        {
            (await Programs.ShellAsync(remove)).Ok();
        }
    }

    [Fact]
    public async Task Bridge_of_somebody_else_is_named_and_stays()
    {
        await VsctlAsync("add-br v-net-0 -- set bridge v-net-0 datapath_type=netdev");
        Assert.Contains("switch v-net-0", (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ends(1).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        Assert.Equal("v-net-0\n", await VsctlAsync("list-br"));
        await VsctlAsync("del-br v-net-0");
    }

    [Fact]
    public async Task Error_half_way_says_which_object_and_down_removes_what_was_made()
    {
        var before = await Machine.SnapshotAsync();
        var file = await WriteLabAsync("lab: half\nswitches:\n  s1: {}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s1: 10.9.0.2/24, sysctl: {net.ipv4.ip_default_ttl: much}}\n");
        var up = (await OvsCtlAsync("lab", "up", file)).Ends(1);
        Assert.Contains("host b", up.Error, StringComparison.Ordinal);
        Assert.Contains("ip_default_ttl", up.Error, StringComparison.Ordinal);
        Assert.Contains("ovsctl lab down half", up.Error, StringComparison.Ordinal);
        Assert.NotEqual(before, await Machine.SnapshotAsync());
        (await OvsCtlAsync("lab", "down", "half")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    [Fact]
    public async Task Interrupted_up_is_taken_down_whole()
    {
        var before = await Machine.SnapshotAsync();
        var hosts = string.Concat(Enumerable.Range(1, 200).Select(i => $"  h{i}: {{s1: 10.9.0.{i}/24}}\n"));
        var file = await WriteLabAsync($"lab: many\nswitches:\n  s1: {{}}\nhosts:\n{hosts}");
        using var up = StartOvsCtl("lab", "up", file);
        await Eventually.TrueAsync(() => File.Exists("/run/netns/h3"), "the first hosts");
        (await Programs.RunAsync("kill", ["-INT", $"{up.Id}"])).Ok();
        var ended = await Programs.EndAsync(up);
        Assert.NotEqual(0, ended.ExitCode);
        (await OvsCtlAsync("lab", "down", "many")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    [Fact]
    public async Task Wrong_file_creates_nothing_and_says_where()
    {
        var before = await Machine.SnapshotAsync();
        var file = await WriteLabAsync("lab: wrong\nswiches:\n  s1: {}\n");
        foreach (var verb in new[] { "up", "plan", "run" })
        {
            var run = (await OvsCtlAsync("lab", verb, file)).Ends(2);
            Assert.Contains($"{file}:2:1: unknown key 'swiches' (did you mean 'switches'?", run.Error, StringComparison.Ordinal);
            Assert.Contains("swiches:\n^", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    [Fact]
    public async Task Check_that_fails_exits_with_3_and_says_what_was_seen()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync("lab: fails\nswitches:\n  s1: {}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s1: 10.9.0.2/24}\nchecks:\n  - no ping: a -> b\n  - {tcp: a -> b:9, within: 300ms}\n  - {error: {tcp: a -> b:9, says: refused}}\n"))).Ok();
        var check = (await OvsCtlAsync("lab", "check", "fails")).Ends(3);
        Assert.Contains("FAIL  no ping: a -> b  (got through:", check.Out, StringComparison.Ordinal);
        Assert.Contains("1 ok, 2 failed", check.Out, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "fails")).Ok();
    }
}
