using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Two labs that want the same name at the same moment.</summary>
public sealed class SameNameTests : DaemonFixture
{
    [Fact]
    public async Task One_of_two_labs_gets_the_name_and_the_other_leaves_it_alone()
    {
        var before = await Machine.SnapshotAsync();
        var files = new[] { "one", "two" }.Select(lab => WriteLabAsync($"lab: {lab}\nlinks: [{{shared:eth0: 10.9.0.1/24, {lab}-peer:eth0: 10.9.0.2/24}}]\nchecks: [{{ping: shared -> {lab}-peer}}]\n"));

        var runs = await Task.WhenAll((await Task.WhenAll(files)).Select(file => OvsCtlAsync("lab", "up", file)));

        var loser = Assert.Single(runs, r => r.ExitCode != 0);
        var winner = Assert.Single(runs, r => r.ExitCode == 0);
        Assert.Equal(1, loser.ExitCode);
        Assert.Contains("shared", loser.Error, StringComparison.Ordinal);
        var (up, down) = winner == runs[0] ? ("one", "two") : ("two", "one");
        (await OvsCtlAsync("lab", "down", down)).Ok();
        Assert.Contains("1 ok, 0 failed", (await OvsCtlAsync("lab", "check", up)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", up)).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }
}
