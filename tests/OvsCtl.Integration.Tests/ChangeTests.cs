using System.Globalization;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>A changed file changes only what differs, and says what that costs.</summary>
public sealed class ChangeTests : DaemonFixture
{
    private const string Before = """
        lab: change
        switches:
          s1: {address: 10.9.0.254/24}
        hosts:
          a: {s1: 10.9.0.1/24}
          b: {s1: 10.9.0.2/24}
          c: {s1: 10.9.0.3/24}
          d: {s1: 10.9.0.4/24}
          e: {}
        links:
          - {c:up0: 10.8.0.1/24, e:up0: 10.8.0.2/24}
        """;

    private const string Receive = """
        import socket, hashlib
        server = socket.create_server(('10.9.0.2', 9000))
        print('ready', flush=True)
        connection, _ = server.accept()
        count, digest = 0, hashlib.sha256()
        while data := connection.recv(65536):
            count += len(data)
            digest.update(data)
        print(count, digest.hexdigest())
        """;

    private const string Send = """
        import os, socket, sys, time, hashlib
        connection = socket.create_connection(('10.9.0.2', 9000))
        count, digest = 0, hashlib.sha256()
        while count < 200000 or not os.path.exists(sys.argv[1]):
            data = os.urandom(4096)
            connection.sendall(data)
            count += len(data)
            digest.update(data)
            time.sleep(0.01)
        connection.shutdown(socket.SHUT_WR)
        print(count, digest.hexdigest())
        """;

    [Fact]
    public async Task Ping_and_TCP_between_others_lose_nothing_while_hosts_addresses_and_links_change()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Before))).Ok();
        using var ping = Programs.Start("ip", ["netns", "exec", "a", "ping", "-n", "-q", "-i", "0.01", "10.9.0.2"]);
        var stop = Path.Combine(RunDirectory, "stop");
        using var receiver = Programs.Start("ip", ["netns", "exec", "b", "python3", "-c", Receive]);
        Assert.Equal("ready", await receiver.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        using var sender = Programs.Start("ip", ["netns", "exec", "a", "python3", "-c", Send, stop]);
        foreach (var (old, replacement) in new[]
        {
            ("  e: {}", "  e: {}\n  f: {s1: 10.9.0.6/24}\n  g: {s1: 10.9.0.7/24}"), // hosts added
            ("10.9.0.4/24", "10.9.0.44/24"), // an address moved
            ("links:\n  - {c:up0: 10.8.0.1/24, e:up0: 10.8.0.2/24}", ""), // a link removed
            ("  d: {s1: 10.9.0.4/24}\n", ""), // a host removed
        })
            (await OvsCtlAsync("lab", "up", await WriteLabAsync(Before.Replace(old, replacement, StringComparison.Ordinal)))).Ok();
        (await Programs.RunAsync("kill", ["-INT", $"{ping.Id}"])).Ok();
        var summary = (await Programs.EndAsync(ping)).Out;
        var counts = summary.Split('\n').Single(l => l.Contains("packets transmitted", StringComparison.Ordinal)).Split(' ');
        var (sent, received) = (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[3], CultureInfo.InvariantCulture));
        // The last may still be on its way when ping is told to end.
        Assert.True(sent > 10 && sent - received <= 1, summary);
        await File.WriteAllTextAsync(stop, "", TestContext.Current.CancellationToken);
        // Both print how much, and a hash of it.
        var stream = (await Programs.EndAsync(sender)).Ok();
        Assert.Equal(stream, (await Programs.EndAsync(receiver)).Ok());
        Assert.True(int.Parse(stream.Split(' ')[0], CultureInfo.InvariantCulture) > 100_000, stream);
        (await OvsCtlAsync("lab", "down", "change")).Ok();
    }

    [Fact]
    public async Task Host_is_heard_from_the_address_it_was_given_last_and_from_no_other()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Before))).Ok();
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Before.Replace("10.9.0.4/24", "10.9.0.44/24", StringComparison.Ordinal)))).Ok();
        (await OvsCtlAsync("lab", "pause", "change")).Ok();
        // An address that is nobody's, one that was its own, and that of another: all arrive at b if they are let in, for b has no way to know.
        (await Programs.ShellAsync("for n in 77 4 3; do ip -n d address add 10.9.0.$n/24 dev eth0; done")).Ok();
        (await Programs.ShellAsync("ip netns exec d ping -n -q -c 1 -W 5 -I 10.9.0.44 10.9.0.2")).Ok();
        foreach (var forged in new[] { "10.9.0.77", "10.9.0.4", "10.9.0.3" })
            (await Programs.ShellAsync($"ip netns exec d ping -n -q -c 1 -W 0.5 -I {forged} 10.9.0.2")).Ends(1);
        (await OvsCtlAsync("lab", "down", "change")).Ok();
    }

    [Fact]
    public async Task What_must_be_made_anew_is_said_with_what_it_costs()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Before))).Ok();
        (await OvsCtlAsync("lab", "pause", "change")).Ok();
        (await Programs.ShellAsync("ip link set a-eth0 down; ip link set a-eth0 name elsewhere")).Ok();
        var plan = (await OvsCtlAsync("lab", "plan", "change")).Ok();
        Assert.Contains("-/+ port a-eth0 on s1", plan, StringComparison.Ordinal);
        Assert.Contains("note: what is behind port a-eth0 of s1 is cut off for a moment", plan, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "resume", "change")).Ok();
        (await OvsCtlAsync("lab", "down", "change")).Ok();
    }

    [Fact]
    public async Task What_needs_something_that_could_not_be_made_is_left_out_by_name_and_the_rest_is_made()
    {
        var file = await WriteLabAsync("lab: partly\nswitches:\n  s1: {}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s1: 10.9.0.2/24}\n  c: {s1: 10.9.0.3/24, sysctl: {net.ipv4.ip_default_ttl: much}, run: sleep 1000}\n");
        var up = (await OvsCtlAsync("lab", "up", file)).Ends(1);
        Assert.Contains("not begun for want of host c: ", up.Error, StringComparison.Ordinal);
        Assert.Contains("process 'sleep 1000' in c", up.Error, StringComparison.Ordinal);
        (await OvsCtlAsync("ping", "-c", "1", "a", "b")).Ok();
        (await OvsCtlAsync("lab", "down", "partly")).Ok();
    }

    [Fact]
    public async Task A_process_is_the_same_while_it_becomes_another_program()
    {
        var restless = Path.Combine(RunDirectory, "restless");
        await File.WriteAllTextAsync(restless, "#!/bin/sh\nexec \"$0\"\n", TestContext.Current.CancellationToken);
        (await Programs.ShellAsync($"chmod +x {restless}")).Ok();
        var file = await WriteLabAsync($"lab: restless\nhosts:\n  a: {{run: exec {restless}}}\n");
        (await OvsCtlAsync("lab", "up", file)).Ok();
        for (var look = 0; look < 30; look++) Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", file)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "--wait", "restless")).Ok();
        Assert.Empty(Machine.LabProcesses());
    }
}
