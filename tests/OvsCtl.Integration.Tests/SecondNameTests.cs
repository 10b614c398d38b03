using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>A namespace may have several names, and the root namespace one as well: <c>ip netns attach</c> makes them.</summary>
public sealed class SecondNameTests : DaemonFixture
{
    private const string Attach = "ip netns attach aaa-root $$ && touch /run/netns/aaa-red && mount --bind /run/netns/red /run/netns/aaa-red";

    [Fact]
    public async Task Names_that_a_lab_does_not_know_do_it_no_harm()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        try
        {
            var links = (await Programs.ShellAsync("ip -o link show type veth | cut -d: -f1,2")).Ok();
            (await Programs.ShellAsync(Attach)).Ok();
            Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).Ok(), StringComparison.Ordinal);

            // The looks of the lab's own loop: damage is mended where it is, and nowhere else.
            (await Programs.ShellAsync("ip -n red address del 172.16.10.1/24 dev eth0")).Ok();
            await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).ExitCode == 0, "the address");
            var events = (await OvsCtlAsync("events", "red-blue")).Ok();
            Assert.Contains("healed address 172.16.10.1/24 on red:eth0", events, StringComparison.Ordinal);
            Assert.DoesNotContain("link", events, StringComparison.Ordinal);
            Assert.Equal(links, (await Programs.ShellAsync("ip -o link show type veth | cut -d: -f1,2")).Ok());

            var taken = await WriteLabAsync("lab: other\nhosts:\n  aaa-red: {}\n  aaa-root: {}\n");
            var refused = (await OvsCtlAsync("lab", "up", taken)).Ends(1).Error;
            Assert.Contains("host aaa-red: a network namespace of that name exists already and was not made by ovsctl", refused, StringComparison.Ordinal);
            Assert.Contains("host aaa-root: a network namespace of that name exists already and was not made by ovsctl", refused, StringComparison.Ordinal);
            // Else it would come up as soon as the names are free.
            (await OvsCtlAsync("lab", "down", "other")).Ok();
        }
        finally
        {
            (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        }

        // What was the lab's own is gone under every name; the root namespace keeps the one it was given.
        Assert.Equal("aaa-root\n", (await Programs.ShellAsync("ip netns list | cut -d' ' -f1; ip netns del aaa-root")).Ok());
    }
}
