namespace OvsCtl.Integration.Tests.Standalone;

/// <summary>
/// Peers that are broken or evil, played from outside against the stand-alone daemon. At most their own connection closes, and the log
/// says why; a fresh switch is served meanwhile; the daemon stays small.
/// </summary>
public sealed class FaultTests(StandaloneDaemon daemon) : IClassFixture<StandaloneDaemon>, IAsyncLifetime
{
    private const long MaxGrowth = 200L << 20;

    private long _sizeBefore;

    public ValueTask InitializeAsync()
    {
        _sizeBefore = daemon.Size;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await daemon.AssertServesFreshSwitchAsync();
        Assert.InRange(daemon.Size - _sizeBefore, long.MinValue, MaxGrowth);
        Assert.DoesNotContain(daemon.Log, line => line.Contains("Unhandled", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FaultCases.Greetings), MemberType = typeof(FaultCases))]
    public async Task A_peer_that_greets_badly_is_turned_away(string what, string hex)
    {
        Assert.NotEmpty(what);
        using var peer = await daemon.ConnectAsync();
        var turnedAway = CountLog("turned away");

        await peer.TrySendAsync(Convert.FromHexString(hex));
        await daemon.AssertServesFreshSwitchAsync();
        peer.EndSending();
        await peer.WaitForEndAsync();

        await Support.Eventually.TrueAsync(() => CountLog("turned away") > turnedAway, "a reason in the log");
    }

    [Theory]
    [MemberData(nameof(FaultCases.Messages), MemberType = typeof(FaultCases))]
    public async Task A_message_costs_at_most_its_own_connection(string what, string hex)
    {
        Assert.NotEmpty(what);
        var datapath = daemon.NewDatapath();
        using var peer = await daemon.ConnectAsSwitchAsync(datapath);

        await peer.TrySendAsync(Convert.FromHexString(hex));
        await daemon.AssertServesFreshSwitchAsync();

        await AssertServedOrHungUpOnAsync(peer, datapath);
    }

    [Theory]
    [MemberData(nameof(FaultCases.Frames), MemberType = typeof(FaultCases))]
    public async Task A_frame_costs_nothing(string what, string hex)
    {
        Assert.NotEmpty(what);
        using var peer = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());

        await peer.SendAsync(RawSwitch.PacketIn(1, Convert.FromHexString(hex)));

        await peer.SendAsync(RawSwitch.Message(RawSwitch.EchoRequest));
        await peer.ReceiveAsync(RawSwitch.EchoReply);
    }

    [Fact]
    public async Task A_byte_at_a_time_is_understood()
    {
        using var peer = await daemon.ConnectAsync();
        foreach (var b in RawSwitch.Message(RawSwitch.Hello)) await peer.SendAsync(new[] { b });
        var request = await peer.ReceiveAsync(RawSwitch.FeaturesRequest);
        foreach (var b in (byte[])[.. RawSwitch.Features(daemon.NewDatapath(), xid: request[7]), .. RawSwitch.PacketIn(1, RawSwitch.Frame(RawSwitch.Broadcast, RawSwitch.A))])
            await peer.SendAsync(new[] { b });

        await peer.ReceiveAsync(RawSwitch.PacketOut);
    }

    [Fact]
    public async Task Silence_at_any_moment_is_waited_for_only_so_long()
    {
        var datapath = daemon.NewDatapath();
        using var mute = await daemon.ConnectAsync();
        using var half = await daemon.ConnectAsync();
        using var nameless = await daemon.ConnectAsync();
        using var quiet = await daemon.ConnectAsSwitchAsync(datapath);
        await half.SendAsync(Convert.FromHexString("0400ffff00000001"));
        await nameless.SendAsync(RawSwitch.Message(RawSwitch.Hello));
        await quiet.SendAsync(Convert.FromHexString("040affff00000000"));

        await Task.WhenAll(new[] { mute, half, nameless, quiet }.Select(peer => peer.WaitForEndAsync()));

        await daemon.WaitForLogAsync("did not complete the handshake within 10 s");
        await daemon.WaitForLogAsync($"{datapath:x16} disconnected: The switch gave no sign of life");
    }

    [Fact]
    public async Task Switches_that_never_read_are_held_back_and_given_up()
    {
        byte[][] stuff =
        [
            RawSwitch.Message(RawSwitch.EchoRequest, new byte[60_000]),
            RawSwitch.Times(1000, RawSwitch.Message(RawSwitch.EchoRequest)),
            RawSwitch.Times(50, RawSwitch.PacketIn(1, RawSwitch.Frame(RawSwitch.Broadcast, RawSwitch.A, size: 1400))),
        ];
        var peers = new List<(RawSwitch Switch, ulong Datapath, Task Stuffing)>();
        for (var i = 0; i < 30; i++)
        {
            var datapath = daemon.NewDatapath();
            var peer = await daemon.ConnectAsSwitchAsync(datapath);
            peers.Add((peer, datapath, peer.StuffAsync(stuff[i % stuff.Length])));
        }

        await daemon.AssertServesFreshSwitchAsync();
        await Task.WhenAll(peers.Select(peer => peer.Stuffing));

        foreach (var (peer, datapath, _) in peers)
        {
            await daemon.WaitForLogAsync($"{datapath:x16} disconnected: The switch gave no sign of life");
            peer.Dispose();
        }
    }

    [Fact]
    public async Task Echoes_of_64_KiB_and_ten_thousand_in_one_write_are_answered_in_order()
    {
        using var peer = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());
        var data = new byte[65527];
        new Random(1).NextBytes(data);
        await peer.SendAsync(RawSwitch.Message(RawSwitch.EchoRequest, data));
        Assert.Equal(data, (await peer.ReceiveAsync(RawSwitch.EchoReply))[8..]);

        var sending = peer.SendAsync(Enumerable.Range(0, 10_000).SelectMany(i => RawSwitch.Message(RawSwitch.EchoRequest, xid: (uint)i)).ToArray());
        for (var i = 0; i < 10_000; i++) Assert.Equal(RawSwitch.Message(RawSwitch.EchoReply, xid: (uint)i), await peer.ReceiveAsync(RawSwitch.EchoReply));
        await sending;
    }

    [Theory]
    [InlineData("parts of a reply, without end", "0413001000000001000d000100000000", 300_000)]
    [InlineData("errors", "0401000c1234567800050001", 100_000)]
    [InlineData("replies nobody awaits", "0415000812345678", 100_000)]
    public async Task A_flood_leaves_no_trace(string what, string hex, int count)
    {
        Assert.NotEmpty(what);
        using var peer = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());

        await peer.SendAsync(RawSwitch.Times(count, Convert.FromHexString(hex)));

        await peer.AssertServedAsync();
    }

    [Fact]
    public async Task Ports_that_flap_ten_thousand_times_are_survived()
    {
        using var peer = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());
        var down = new byte[72];
        (down[0], down[11], down[47]) = (2, 1, 1); // modified, port 1, link down
        var up = new byte[72];
        (up[0], up[11]) = (2, 1);
        var flap = (byte[])[.. RawSwitch.Message(RawSwitch.PortStatus, down), .. RawSwitch.Message(RawSwitch.PortStatus, up)];

        var sending = peer.SendAsync(RawSwitch.Times(10_000, flap));
        for (var i = 0; i < 10_000; i++) await peer.ReceiveAsync(RawSwitch.FlowMod);
        await sending;

        await peer.AssertServedAsync();
    }

    [Fact]
    public async Task A_flood_of_forged_addresses_is_bounded()
    {
        using var peer = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());
        for (var round = 0UL; round < 100; round++)
        {
            var forged = Enumerable.Range(0, 2000).SelectMany(i => RawSwitch.PacketIn(1, RawSwitch.Frame(RawSwitch.Broadcast, 0x020000000000 + (round << 16) + (ulong)i, size: 14))).ToArray();
            var sending = peer.SendAsync(forged);
            for (var i = 0; i < 2000; i++) await peer.ReceiveAsync(RawSwitch.PacketOut);
            await sending;
        }
    }

    [Fact]
    public async Task A_thousand_that_say_nothing_half_a_header_or_nonsense_keep_nobody_waiting()
    {
        var peers = new List<RawSwitch>();
        for (var i = 0; i < 1000; i++)
        {
            peers.Add(await daemon.ConnectAsync());
            if (i % 3 > 0) await peers[i].TrySendAsync(i % 3 == 1 ? new byte[] { 4, 0 } : "GET /"u8.ToArray());
        }

        await daemon.AssertServesFreshSwitchAsync();
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task Hanging_up_in_any_way_at_any_moment_is_no_trouble()
    {
        var packet = RawSwitch.PacketIn(1, RawSwitch.Frame(RawSwitch.Broadcast, RawSwitch.A));
        for (var size = 0; size < packet.Length; size += 3)
        {
            var reset = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());
            await reset.SendAsync(packet.AsMemory(0, size));
            reset.Reset();
            using var half = await daemon.ConnectAsSwitchAsync(daemon.NewDatapath());
            await half.SendAsync(packet.AsMemory(0, size));
            half.EndSending();
            await half.WaitForEndAsync();
        }

        await daemon.WaitForLogAsync("in the middle of a message");
    }

    [Fact]
    public async Task Of_two_hundred_connections_of_one_datapath_the_last_one_stays()
    {
        var datapath = daemon.NewDatapath();
        var all = new List<RawSwitch>();
        for (var i = 0; i < 200; i++)
        {
            all.Add(await daemon.ConnectAsSwitchAsync(datapath));
            // Only then the daemon has seen the newer one: two that come at once come in any order.
            if (i > 0) await all[i - 1].WaitForEndAsync();
        }

        await all[^1].AssertServedAsync();
        await daemon.WaitForLogAsync($"{datapath:x16} disconnected: A newer connection");
        all.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task An_auxiliary_connection_before_the_main_one_is_turned_away()
    {
        var datapath = daemon.NewDatapath();
        using var auxiliary = await daemon.ConnectAsSwitchAsync(datapath, auxiliaryId: 1);

        await auxiliary.WaitForEndAsync();

        await daemon.WaitForLogAsync($"{datapath:x16} disconnected: It is the auxiliary connection 1");
    }

    private int CountLog(string text) => daemon.Log.Count(line => line.Contains(text, StringComparison.Ordinal));

    private async Task AssertServedOrHungUpOnAsync(RawSwitch peer, ulong datapath)
    {
        try
        {
            await peer.AssertServedAsync();
        }
        catch (Exception e) when (e is EndOfStreamException or System.Net.Sockets.SocketException)
        {
            await daemon.WaitForLogAsync($"{datapath:x16} disconnected: ");
        }
    }
}
