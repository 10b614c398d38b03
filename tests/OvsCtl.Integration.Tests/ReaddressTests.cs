using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The addresses of a running lab are taken off and others put on; nothing else is touched.</summary>
public sealed class ReaddressTests : DaemonFixture
{
    private const string Identity = "for h in red blue green yellow; do stat -Lc %i /run/netns/$h; ip -n $h -o link show eth0 | cut -d: -f1; done";

    [Fact]
    public async Task Running_lab_moves_to_another_network()
    {
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", Labs.ReaddressBefore)).Ok();
        Assert.Contains("4 ok, 0 failed", (await OvsCtlAsync("lab", "check", "readdress")).Ok(), StringComparison.Ordinal);
        var identity = (await Programs.ShellAsync(Identity)).Ok();

        var plan = (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.Readdress)).Ends(4).Out;
        Assert.Contains("172.10.10.1/24", plan, StringComparison.Ordinal);
        Assert.Contains("172.16.10.1/24", plan, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", Labs.Readdress)).Ok();

        Assert.Contains("9 ok, 0 failed", (await OvsCtlAsync("lab", "check", "readdress")).Ok(), StringComparison.Ordinal);
        Assert.Equal(identity, (await Programs.ShellAsync(Identity)).Ok());
        Assert.Equal("", (await Programs.ShellAsync("ip -n red -4 -br address show to 172.10.10.0/24")).Ok());
        Assert.StartsWith("192.168.137.0/24 via 172.16.10.254 dev eth0", (await Programs.ShellAsync("ip -n blue route show 192.168.137.0/24")).Ok(), StringComparison.Ordinal);

        (await OvsCtlAsync("lab", "up", Labs.ReaddressBefore)).Ok();
        Assert.Equal("", (await Programs.ShellAsync("ip -n blue route show 192.168.137.0/24")).Ok());
        Assert.Contains("4 ok, 0 failed", (await OvsCtlAsync("lab", "check", "readdress")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "readdress")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }
}
