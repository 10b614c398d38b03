using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>An interface of the machine in a host, and back. A veth stands for the card: its other end is in a namespace that no lab knows.</summary>
public sealed class AdoptionTests : DaemonFixture
{
    private const string Lab = "lab: lending\nhosts: {box: {adopt: {card: 10.1.1.1/24}, routes: [default via 10.1.1.2]}}\nchecks: [{ping: box -> 10.1.1.2}]\n";

    // Name, state, alias and addresses, wherever it is.
    private const string Card = "ip -o link show dev card | grep -o '<.*>\\|alias.*' | sed 's/LOWER_UP//'; ip -o addr show dev card scope global | awk '{print $3, $4}'";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await Programs.ShellAsync("""
            ip netns add outside && ip link add card type veth peer name wire netns outside && ip link set card alias 'the uplink' up
            ip addr add 192.0.2.1/24 dev card && ip addr add 2001:db8::1/64 dev card nodad
            ip -n outside link set wire up && ip -n outside addr add 10.1.1.2/24 dev wire
            """)).Ok();
    }

    [Fact]
    public async Task Card_is_lent_to_a_lab_and_comes_back_as_it_was_whatever_happens_to_the_daemon()
    {
        var (before, machine) = ((await Programs.ShellAsync(Card)).Ok(), await Machine.SnapshotAsync());
        Assert.Contains("the uplink", before, StringComparison.Ordinal);
        var file = await WriteLabAsync(Lab);

        // Up and down.
        Assert.Contains("root loses card", (await OvsCtlAsync("lab", "plan", "-o", "wide", file)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", file)).Ok();
        Assert.Contains("1 ok, 0 failed", (await OvsCtlAsync("lab", "check", "lending")).Ok(), StringComparison.Ordinal);
        Assert.Contains("card <-> adopted from root", (await OvsCtlAsync("lab", "status", "lending")).Ok(), StringComparison.Ordinal);
        Assert.Contains("ovsctl:lending adopted up 192.0.2.1/24,2001:db8::1/64 the uplink", (await Programs.ShellAsync("ip -n box link show dev card")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "plan", "--exit-code", file)).Ends(0);
        await RefusesAsync();
        (await OvsCtlAsync("lab", "down", "lending")).Ok();
        Assert.Equal(before, (await Programs.ShellAsync(Card)).Ok());

        // A daemon that knows nothing of the lab any more, and a return that was cut short after the move.
        (await OvsCtlAsync("lab", "up", file)).Ok();
        await StopDaemonAsync();
        Directory.Delete(Path.Combine(RunDirectory, "state"), recursive: true);
        (await Programs.ShellAsync("ip -n box link set card netns 1")).Ok();
        await StartDaemonAsync("--ovs", "embedded");
        (await OvsCtlAsync("lab", "down", "lending")).Ok();
        Assert.Equal(before, (await Programs.ShellAsync(Card)).Ok());
        Assert.Equal(machine, await Machine.SnapshotAsync());

        // Killed at any moment of the work, and taken away by hand.
        for (var pause = 0; pause <= 60; pause += 30)
        {
            using var up = StartOvsCtl("lab", "up", file);
            await Task.Delay(pause, TestContext.Current.CancellationToken);
            await KillDaemonAsync();
            await Programs.EndAsync(up);
            await StartDaemonAsync("--ovs", "embedded");
            (await OvsCtlAsync("lab", "up", file)).Ok();
            (await Programs.ShellAsync("ip -n box link set card netns 1")).Ok();
            await Eventually.TrueAsync(async () => (await Programs.ShellAsync("ip -n box -o addr show dev card to 10.1.1.1")).Out.Length > 0, "the card back in its host");
            (await OvsCtlAsync("lab", "down", "lending")).Ok();
            Assert.Equal(before, (await Programs.ShellAsync(Card)).Ok());
        }
    }

    [Fact]
    public async Task Card_that_comes_later_is_taken_in_when_it_appears()
    {
        var file = await WriteLabAsync("lab: later\nhosts: {box: {adopt: {usb0: {address: 10.1.2.1/24, hotplug: true}}}}\n");
        (await OvsCtlAsync("lab", "up", file)).Ok();
        (await OvsCtlAsync("lab", "plan", "--exit-code", file)).Ends(0);

        (await Programs.ShellAsync("ip link add usb0 type veth peer name port netns outside")).Ok();
        await Eventually.TrueAsync(async () => (await Programs.ShellAsync("ip -n box -o addr show dev usb0 to 10.1.2.1")).Out.Length > 0, "the card in its host");

        (await OvsCtlAsync("lab", "down", "later")).Ok();
        Assert.Contains("usb0", (await Programs.ShellAsync("ip -br link show dev usb0")).Ok(), StringComparison.Ordinal);
        (await Programs.ShellAsync("ip link del usb0")).Ok();
    }

    public override async ValueTask DisposeAsync()
    {
        await Programs.ShellAsync("ip link del card; ip netns del outside");
        await base.DisposeAsync();
    }

    private async Task RefusesAsync()
    {
        var other = await WriteLabAsync("lab: other\nhosts: {den: {adopt: {card: }}}\n");
        Assert.Contains("cannot adopt card: it is in host box and belongs to lab lending", (await OvsCtlAsync("lab", "plan", other)).Ends(1).Error, StringComparison.Ordinal);
        var missing = await WriteLabAsync("lab: other\nhosts: {den: {adopt: {eth77: }}}\n");
        Assert.Contains("cannot adopt eth77: root has no interface of that name", (await OvsCtlAsync("lab", "plan", missing)).Ends(1).Error, StringComparison.Ordinal);
        Assert.Equal("", (await Programs.ShellAsync("ip netns list | grep den")).Out);
        // The card of this test is a veth, which would not survive.
        Assert.Contains("'ovsctl lab down lending' gives it back first", (await OvsCtlAsync("netns", "del", "box")).Ends(1).Error, StringComparison.Ordinal);
    }
}
