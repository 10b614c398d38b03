using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OvsCtl.Integration.Tests.Support;
using OvsCtl.Netns;

namespace OvsCtl.Integration.Tests;

/// <summary>Real bytes through real switches.</summary>
public sealed class TrafficTests : DaemonFixture
{
    private const int Size = 8 << 20;

    [Theory]
    [InlineData("ovsctl")]
    [InlineData("none")]
    public async Task TCP_carries_data_through_the_bridge(string controller)
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync($"lab: tcp\nswitches:\n  s1: {{controller: {controller}}}\nhosts:\n  a: {{s1: 10.9.0.1/24}}\n  b: {{s1: 10.9.0.2/24}}\n"))).Ok();
        await AssertCarriesAsync("a", "b", IPAddress.Parse("10.9.0.2"));
        (await OvsCtlAsync("lab", "down", "tcp")).Ok();
    }

    [Fact]
    public async Task TCP_goes_from_one_switch_to_another_and_to_the_gateway()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync("lab: tcp2\nswitches:\n  s1: {address: 10.9.0.254/24}\n  s2: {}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s2: 10.9.0.2/24}\nlinks:\n  - {s1: , s2: }\n"))).Ok();
        await AssertCarriesAsync("a", "b", IPAddress.Parse("10.9.0.2"));
        await AssertCarriesAsync("b", null, IPAddress.Parse("10.9.0.254"));
        (await OvsCtlAsync("lab", "down", "tcp2")).Ok();
    }

    [Fact]
    public async Task All_pairs_of_more_hosts_than_the_neighbour_table_holds_reach_each_other()
    {
        var hosts = string.Concat(Enumerable.Range(1, 40).Select(i => $"  h{i}: {{s1: 10.9.0.{i}/24}}\n"));
        (await OvsCtlAsync("lab", "up", await WriteLabAsync($"lab: mesh\nswitches:\n  s1: {{}}\nhosts:\n{hosts}checks:\n  - {{ping: all, within: 30s}}\n"))).Ok();
        Assert.Contains("1560 pairs", (await OvsCtlAsync("lab", "check", "mesh")).Ok(), StringComparison.Ordinal);
        // What was entered for the time of the check is gone again.
        Assert.Equal("", (await Programs.ShellAsync("for h in $(ip netns list | cut -d' ' -f1); do ip -n $h neigh show nud permanent; done")).Ok());
        (await OvsCtlAsync("lab", "down", "mesh")).Ok();
    }

    [Fact]
    public async Task A_host_that_is_not_there_does_not_keep_the_others_from_pinging()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync("lab: torn\nswitches:\n  s1: {}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s1: 10.9.0.2/24}\n  c: {s1: 10.9.0.3/24}\nchecks:\n  - {ping: all, within: 1s}\n"))).Ok();
        (await OvsCtlAsync("lab", "pause", "torn")).Ok();
        (await Programs.ShellAsync("ip netns del c")).Ok();
        // Its name is gone at once; itself with whoever else had it open, and its cable with it.
        await Eventually.TrueAsync(async () => (await Programs.ShellAsync("ip link show c-eth0")).ExitCode != 0, "the namespace c ends");
        var failed = (await OvsCtlAsync("lab", "check", "torn")).Ends(3).Out;
        Assert.Contains("(a -> c: no reply; b -> c: no reply; c -> a: open network namespace c: No such file or directory (ENOENT); c -> b: ", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("a -> b", failed, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "torn")).Ok();
    }

    [Fact]
    public async Task Every_shipped_lab_comes_up_and_its_checks_hold()
    {
        foreach (var file in Labs.All)
        {
            var before = await Machine.SnapshotAsync();
            (await OvsCtlAsync("lab", "up", file)).Ok();
            var check = await OvsCtlAsync("lab", "check", file);
            Assert.True(check.ExitCode == 0, $"{file}:\n{check.Out}\n{check.Error}");
            Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", file)).Ok(), StringComparison.Ordinal);
            (await OvsCtlAsync("lab", "down", file)).Ok();
            Assert.Equal(before, await Machine.SnapshotAsync());
        }
    }

    [Fact]
    public async Task Linux_bridge_joins_hosts_and_an_Open_vSwitch_bridge()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync("""
            lab: mixed
            switches:
              lbr: {kind: linux, address: 10.9.0.254/24}
              s1: {}
              inner: {kind: linux, in: r}
            hosts:
              a: {lbr: 10.9.0.1/24}
              b: {s1: 10.9.0.2/24}
              r: {forward: true}
              c: {inner: 10.8.0.1/24}
              d: {inner: 10.8.0.2/24}
            links:
              - {lbr: , s1: }
            checks:
              - ping: a <-> b
              - ping: a -> lbr
              - ping: c <-> d
              - flows: s1
            """))).Ok();
        Assert.Contains("4 ok, 0 failed", (await OvsCtlAsync("lab", "check", "mixed")).Ok(), StringComparison.Ordinal);
        await AssertCarriesAsync("a", "b", IPAddress.Parse("10.9.0.2"));
        Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", await WriteLabAsync(File.ReadAllText(Directory.GetFiles(RunDirectory, "*.yaml")[0])))).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "mixed")).Ok();
    }

    [Fact]
    public async Task Flows_come_back_after_the_switch_has_died()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        var flows = await CountFlowsAsync();
        Assert.True(flows > 10);
        (await Programs.ShellAsync("pkill -9 -x ovs-vswitchd")).Ok();
        await Eventually.TrueAsync(async () => await CountFlowsAsync() == flows, "the flows of the new switch");
        await OfctlAsync("del-flows", "v-net-0");
        await OfctlAsync("add-flow", "v-net-0", "cookie=0x77,priority=7,actions=drop");
        await Eventually.TrueAsync(async () => await CountFlowsAsync() == flows + 1, "the flows deleted by hand, beside the one added");
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    private async Task<int> CountFlowsAsync()
    {
        var run = await Programs.ShellAsync($"ovs-ofctl -O OpenFlow13 dump-flows unix:{OvsDirectory}/v-net-0.mgmt");
        return run.Out.Split('\n').Count(l => l.Contains("cookie=", StringComparison.Ordinal));
    }

    [SuppressMessage("Security", "CA5394", Justification = "Any bytes will do.")]
    private static async Task AssertCarriesAsync(string from, string? to, IPAddress address)
    {
        var ct = TestContext.Current.CancellationToken;
        using var sender = NetworkNamespace.Open(from);
        using var receiver = to is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(to);
        using var listener = receiver.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen();
        var receiving = ReceiveHashAsync(listener, ct);
        var data = new byte[Size];
        new Random(1).NextBytes(data);
        using var client = sender.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(address, ((IPEndPoint)(listener.LocalEndPoint ?? throw new InvalidOperationException())).Port, ct).AsTask().WaitAsync(TimeSpan.FromSeconds(20), ct);
        await using (var stream = new NetworkStream(client)) await stream.WriteAsync(data, ct).AsTask().WaitAsync(TimeSpan.FromSeconds(30), ct);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(data)), await receiving.WaitAsync(TimeSpan.FromSeconds(30), ct));
    }

    private static async Task<string> ReceiveHashAsync(Socket listener, CancellationToken ct)
    {
        using var socket = await listener.AcceptAsync(ct);
        await using var stream = new NetworkStream(socket);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, ct));
    }
}
