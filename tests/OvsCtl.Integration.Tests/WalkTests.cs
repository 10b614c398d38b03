using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary><c>lab walk</c> on a terminal and without one.</summary>
public sealed class WalkTests : DaemonFixture
{
    private const string Lab = """
        lab: walked
        hosts:
          a: {routes: [192.0.2.0/24 via 10.0.0.2]}
        links:
          - {a: 10.0.0.1/24, b: 10.0.0.2/24}
        checks:
          - ping: a -> b
          - no route: b -> 192.0.2.1
        """;

    private static readonly Dictionary<string, string> Xterm = new() { ["TERM"] = "xterm", ["NO_COLOR"] = "1" };

    [Fact]
    public async Task Each_phase_waits_for_Enter_and_each_check_for_a_guess()
    {
        var file = await WriteLabAsync(Lab);
        var walk = await Terminal.RunAsync(
            [Programs.OvsCtl, "--socket", Socket, "lab", "walk", file],
            Xterm,
            ("", "Enter does it. "),
            ("\n", "Enter does it. "),
            ("\n", "Enter does it. "),
            ("\n", "Enter does it. "),
            ("\n", "Will it hold? y or n: "),
            ("y\n", "Will it hold? y or n: "),
            ("n\n", "takes it down"));

        var text = walk.Ok().Replace("\r", "", StringComparison.Ordinal);
        var place = 0;
        foreach (var line in new[]
        {
            "== namespaces ==\n", "ip netns add a\n", "Enter does it. ", "+ host a exists\n",
            "== links ==\n", "Enter does it. ", "+ a:eth0 is up, its MAC is ",
            "== addresses ==\n", "ip -n a addr add 10.0.0.1/24 dev eth0\n", "Enter does it. ", "+ a:eth0 has 10.0.0.1/24\n",
            "== routes ==\n", "Enter does it. ", "+ a routes 192.0.2.0/24 via 10.0.0.2",
            "Lab walked is up.\n", "Check 1 of 2: ping: a -> b\n", "ok    ping: a -> b", "+ a has learned that 10.0.0.2 is at ",
            "Check 2 of 2: no route: b -> 192.0.2.1\n", "ok    no route", "not as you said\n", "2 of 2 checks hold.\n", "You were right 1 times of 2.\n",
        })
        {
            var found = text.IndexOf(line, place, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{line} is not there, or not in its place, in\n{text}");
            place = found;
        }

        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "walked")).Ok(), StringComparison.Ordinal);
        Assert.Contains("2 of 2 checks hold.", (await OvsCtlAsync("lab", "walk", "--yes", file)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "walked")).Ok();
    }

    [Fact]
    public async Task Ctrl_C_leaves_it_as_it_is_and_says_how_to_go_on()
    {
        var before = await Machine.SnapshotAsync();
        var file = await WriteLabAsync(Lab);
        var walk = await Terminal.RunAsync([Programs.OvsCtl, "--socket", Socket, "lab", "walk", file], Xterm, ("", "Enter does it. "), ("\n", "Enter does it. "), ("\x03", "stays as far as it is"));
        Assert.Contains("'ovsctl lab down walked' cleans up", walk.Ends(1).Out, StringComparison.Ordinal);
        Assert.Equal("a\nb\n", (await Programs.ShellAsync("ls /run/netns")).Ok());
        Assert.Equal("", (await Programs.ShellAsync("ip -n a -o link show eth0 2>/dev/null || true")).Ok());

        Assert.Contains("--yes", (await OvsCtlAsync("lab", "walk", file)).Ends(2).Error, StringComparison.Ordinal);
        var rest = (await OvsCtlAsync("lab", "walk", "--yes", file)).Ok();
        Assert.StartsWith("\n== links ==\n", rest, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "walked")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }
}
