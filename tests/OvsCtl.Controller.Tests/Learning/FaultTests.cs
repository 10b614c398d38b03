using System.Buffers.Binary;
using System.Net;
using System.Text;
using OvsCtl.Controller.Learning;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Learning;

/// <summary>
/// Switches that are broken or evil, against the stand-alone learning switch over TCP. At most their own connection closes, the log
/// says why, and the next switch is served at once.
/// </summary>
[Collection(nameof(FaultTests))]
[CollectionDefinition(nameof(FaultTests), DisableParallelization = true)] // two of them measure the memory of the process
public sealed class FaultTests : IAsyncDisposable
{
    private const ulong Broadcast = 0xffffffffffff, A = 0x02000000000a, B = 0x02000000000b;
    private const ulong Datapath = 0xbad;

    // What ends by silence must end soon, and still not while an honest switch waits for a busy machine; what ends by something else must not end by silence first.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(2);

    private static readonly byte[] s_packetIn = RawPeer.PacketIn(1, LearningBench.Frame(Broadcast, A));

    private readonly LogLines _log = new();
    private readonly CancellationTokenSource _stop = new();
    private OpenFlowListener? _listener;
    private EndPoint _controller = new IPEndPoint(IPAddress.None, 0);
    private Task _serving = Task.CompletedTask;
    private ulong _fresh = 0x600d;

    public static TheoryData<string, string> Greetings => new()
    {
        { "length 0", "0400000000000001" },
        { "length 7", "0400000700000001" },
        { "length 65535, then silence", "0400ffff00000001" },
        { "half a header, then silence", "04000008" },
        { "HTTP", Convert.ToHexString("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8) },
        { "TLS", "16030102000100" },
        { "SSH", Convert.ToHexString("SSH-2.0-OpenSSH_9.6\r\n"u8) },
        { "zeros", new string('0', 64) },
        { "1.0 without a bitmap", "0100000800000001" },
        { "1.2 without a bitmap", "0300000800000001" },
        { "1.4 and 1.5 by bitmap", "06000010000000010001000800000060" },
        { "an empty bitmap of the future", "0600001000000001000100040000000000" },
        { "a bitmap of no version", "06000010000000010001000800000000" },
        { "an element of length 0", "04000010000000010001000000000012" },
        { "an element of length 3", "04000010000000010001000300000012" },
        { "an element past the end", "04000010000000010001004000000012" },
        { "half an element", "0400000a000000010001" },
        { "PACKET_IN before HELLO", Convert.ToHexString(s_packetIn) },
        { "FEATURES_REPLY before HELLO", Convert.ToHexString(LearningBench.Encode(RawPeer.Features(Datapath))) },
        { "ERROR for HELLO", "04000008000000010401000c000000010000000000000000" },
    };

    public static TheoryData<string, string> FatalMessages => new()
    {
        { "length 0", "040a000000000000" },
        { "length 7", "0402000700000000" },
        { "version 1.0", "010a000800000000" },
        { "version 0xff", "ff0a000800000000" },
        { "length 65535, then silence", "040affff00000000" },
        { "TLS in the middle", "16030102000100000000" },
        { "HTTP in the middle", Convert.ToHexString("GET / HTTP/1.1\r\n\r\n"u8) },
        { "PACKET_IN of 8 bytes", "040a000800000000" },
        { "PACKET_IN without a match", "040a001800000000ffffffff0000000000000000000000000000" },
        { "PACKET_IN, match of length 0", PacketInWithMatch("00010000", "8000000400000001") },
        { "PACKET_IN, match of length 3", PacketInWithMatch("00010003", "8000000400000001") },
        { "PACKET_IN, match past the end", PacketInWithMatch("0001ffff", "8000000400000001") },
        { "PACKET_IN, match of another type", PacketInWithMatch("0000000c", "8000000400000001") },
        { "PACKET_IN, field past the end", PacketInWithMatch("0001000c", "800000ff00000001") },
        { "PACKET_IN, in_port of 2 bytes", PacketInWithMatch("0001000c", "8000000200010001") },
        { "PORT_STATUS of 8 bytes", "040c000800000000" },
        { "PORT_STATUS cut short", "040c0020000000000000000000000000" + new string('0', 32) },
        { "FLOW_REMOVED of 8 bytes", "040b000800000000" },
        { "FLOW_REMOVED, match of length 0", "040b003800000000" + new string('0', 96) },
        { "ERROR of 9 bytes", "04010009000000000000" },
        { "FEATURES_REPLY cut short", "0406001000000000" + new string('0', 16) },
        { "another datapath id", Convert.ToHexString(LearningBench.Encode(RawPeer.Features(Datapath + 1))) },
        { "another auxiliary id", Convert.ToHexString(LearningBench.Encode(RawPeer.Features(Datapath, 1))) },
        { "HELLO_FAILED", "0401000c000000000000000000000000" },
        { "HELLO again, element of length 0", "04000010000000010001000000000012" },
        { "MULTIPART_REPLY of 8 bytes", "0413000800000000" },
        { "flow statistics, entry of length 0", "0413001800000000000100000000000000000000000000000000" },
        { "port descriptions, cut short", "04130018000000000000000d0000000000000000000000000000"[..48] },
        { "BARRIER_REPLY too long", "0415000900000000ff" },
    };

    public static TheoryData<string, string> HarmlessMessages => new()
    {
        { "the same datapath id again", Convert.ToHexString(LearningBench.Encode(RawPeer.Features(Datapath))) },
        { "HELLO again", Convert.ToHexString(LearningBench.Encode(Hello.For(4))) },
        { "a barrier's reply nobody awaits", "0415000812345678" },
        { "an echo's reply nobody awaits", "0403000812345678" },
        { "flow statistics nobody awaits", "041300101234567800010000000000000000"[..32] },
        { "an error nobody awaits", "0401000c1234567800050001" },
        { "an error of an unknown type", "0401000c12345678ffffffff" },
        { "a role's reply nobody awaits", "0419001812345678000000020000000000000000000000000000"[..48] },
        { "a message of an unknown type", "04fe000812345678" },
        { "a controller's message", "0405000812345678" },
        { "PACKET_IN without in_port", PacketInWithMatch("00010004", "0000000000000000") },
        { "PACKET_IN without a frame", Convert.ToHexString(RawPeer.PacketIn(1, [])) },
        { "PACKET_IN of a frame of 13 bytes", Convert.ToHexString(RawPeer.PacketIn(1, new byte[13])) },
        { "a tag cut short", Convert.ToHexString(RawPeer.PacketIn(1, LearningBench.Frame(B, A, vlan: 5)[..15])) },
        { "ARP cut short", Convert.ToHexString(RawPeer.PacketIn(1, LearningBench.Frame(B, A, type: 0x0806)[..20])) },
        { "IPv4 cut short", Convert.ToHexString(RawPeer.PacketIn(1, LearningBench.Frame(B, A)[..16])) },
        { "LLDP cut short", Convert.ToHexString(RawPeer.PacketIn(1, LearningBench.Frame(0x0180c200000e, A, type: 0x88cc)[..15])) },
        { "a frame from a group", Convert.ToHexString(RawPeer.PacketIn(1, LearningBench.Frame(B, 0x01005e000001))) },
        { "a port that is none", Convert.ToHexString(RawPeer.PacketIn(0xffffffff, LearningBench.Frame(B, A))) },
        { "FLOW_REMOVED nobody asked for", Convert.ToHexString(LearningBench.Encode(new FlowRemoved())) },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        if (_listener is not null) await _listener.DisposeAsync();
        _stop.Dispose();
    }

    [Theory]
    [MemberData(nameof(Greetings))]
    public async Task A_peer_that_greets_badly_is_turned_away_with_a_reason(string what, string hex)
    {
        Serve(what.Contains("silence", StringComparison.Ordinal) ? s_soon : s_late);
        using var peer = await RawPeer.ConnectAsync(_controller);
        await peer.SendAsync(Convert.FromHexString(hex));
        await AssertServesFreshSwitchAsync();

        await peer.WaitForEndAsync();

        await AssertLoggedAsync("turned away", what);
    }

    [Theory]
    [MemberData(nameof(FatalMessages))]
    public async Task A_switch_that_breaks_the_protocol_is_hung_up_on_with_a_reason(string what, string hex)
    {
        Serve(what.Contains("silence", StringComparison.Ordinal) ? s_soon : s_late);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        await peer.SendAsync(Convert.FromHexString(hex));
        await AssertServesFreshSwitchAsync();

        await peer.WaitForEndAsync();

        await AssertLoggedAsync("0000000000000bad disconnected: ", what);
        var isSilent = _log.Lines.Any(line => line.Contains("0000000000000bad disconnected: The switch gave no sign of life", StringComparison.Ordinal));
        Assert.Equal(what.Contains("silence", StringComparison.Ordinal), isSilent);
    }

    [Theory]
    [MemberData(nameof(HarmlessMessages))]
    public async Task What_is_merely_odd_changes_nothing(string what, string hex)
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        await peer.SendAsync(Convert.FromHexString(hex));

        await AssertServesAsync(peer, A);
        await AssertServesFreshSwitchAsync();

        Assert.DoesNotContain(_log.Lines, line => line.Contains("bad disconnected", StringComparison.Ordinal) && what.Length > 0);
    }

    [Fact]
    public async Task A_silent_peer_is_turned_away()
    {
        Serve(s_soon);
        using var peer = await RawPeer.ConnectAsync(_controller);

        await peer.WaitForEndAsync();

        await AssertLoggedAsync("turned away", "silence");
    }

    [Fact]
    public async Task A_switch_that_answers_no_echo_is_given_up()
    {
        Serve(s_soon);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);

        await peer.WaitForEndAsync();

        await AssertLoggedAsync("no sign of life", "silence");
    }

    [Fact]
    public async Task A_byte_at_a_time_is_understood()
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsync(_controller);
        foreach (var b in LearningBench.Encode(Hello.For(4))) await peer.SendAsync(new[] { b });
        var request = await peer.ReceiveAsync<FeaturesRequest>();
        foreach (var b in LearningBench.Encode(RawPeer.Features(Datapath) with { Xid = request.Xid })) await peer.SendAsync(new[] { b });
        foreach (var b in s_packetIn) await peer.SendAsync(new[] { b });

        await peer.ReceiveAsync<PacketOut>();
    }

    [Fact]
    public async Task A_packet_in_right_behind_the_handshake_is_answered()
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsync(_controller);
        await peer.SendAsync(LearningBench.Encode(Hello.For(4)));
        var request = await peer.ReceiveAsync<FeaturesRequest>();
        await peer.SendAsync((byte[])[.. LearningBench.Encode(RawPeer.Features(Datapath) with { Xid = request.Xid }), .. s_packetIn, .. s_packetIn]);

        await peer.ReceiveAsync<PacketOut>();
        await peer.ReceiveAsync<PacketOut>();
    }

    [Fact]
    public async Task A_switch_that_hangs_up_in_the_middle_of_a_message_is_logged_so()
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        await peer.SendAsync(s_packetIn.AsMemory(0, 20));
        peer.EndSending();

        await peer.WaitForEndAsync();

        await AssertLoggedAsync("in the middle of a message", "half a message");
    }

    [Fact]
    public async Task An_echo_of_64_KiB_and_ten_thousand_in_one_write_are_answered()
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        var large = new EchoRequest(Enumerable.Range(0, 65527).Select(i => (byte)i).ToArray()) { Xid = new Xid(9) };
        await peer.SendAsync(LearningBench.Encode(large));
        Assert.Equal(new EchoReply(large.Data) { Xid = large.Xid }, await peer.ReceiveAsync<EchoReply>());

        var sending = peer.SendAsync(Enumerable.Range(0, 10_000).SelectMany(i => LearningBench.Encode(new EchoRequest { Xid = new Xid((uint)i) })).ToArray());
        for (var i = 0u; i < 10_000; i++) Assert.Equal(i, (await peer.ReceiveAsync<EchoReply>()).Xid.Value);
        await sending;
    }

    [Fact]
    public async Task Endless_parts_of_a_reply_nobody_awaits_are_thrown_away()
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        var part = LearningBench.Encode(new RawMultipartReply(MultipartType.Flow, default) { Flags = 1, Xid = new Xid(1) });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await peer.SendAsync(Enumerable.Repeat(part, 100_000).SelectMany(p => p).ToArray());
        await AssertServesAsync(peer, A);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
    }

    [Fact]
    public async Task Ports_that_flap_ten_thousand_times_are_survived()
    {
        Serve(s_late);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        var down = LearningBench.Encode(new PortStatus(PortStatusReason.Modify, new PortDescription { Number = new PortNumber(1), State = PortState.LinkDown }));
        var up = LearningBench.Encode(new PortStatus(PortStatusReason.Modify, new PortDescription { Number = new PortNumber(1), State = PortState.Live }));

        var sending = peer.SendAsync(Enumerable.Range(0, 10_000).SelectMany(i => i % 2 == 0 ? down : up).ToArray());
        for (var i = 0; i < 5000; i++) await peer.ReceiveAsync<FlowMod>();
        await sending;
        await AssertServesAsync(peer, A);
    }

    [Fact]
    public async Task A_switch_that_never_reads_is_held_back_and_given_up()
    {
        Serve(s_soon);
        using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var burst = Enumerable.Repeat(s_packetIn, 500).SelectMany(p => p).ToArray();

        await peer.StuffAsync(burst);
        await AssertServesFreshSwitchAsync();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);

        await AssertLoggedAsync("no sign of life", "it does not read");
    }

    [Fact]
    public async Task A_hundred_silent_and_a_hundred_babbling_peers_keep_nobody_waiting()
    {
        Serve(s_late);
        var peers = new List<RawPeer>();
        for (var i = 0; i < 200; i++)
        {
            peers.Add(await RawPeer.ConnectAsync(_controller));
            if (i % 2 == 0) await peers[i].SendAsync(Encoding.ASCII.GetBytes("GET /" + i));
        }

        await AssertServesFreshSwitchAsync();
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task The_newest_connection_of_a_datapath_wins()
    {
        Serve(s_late);
        using var old = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        await AssertServesAsync(old, A);

        using var newer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        await old.WaitForEndAsync();

        await AssertServesAsync(newer, A);
        await AssertLoggedAsync("A newer connection of the same datapath", "the older one");
    }

    [Fact]
    public async Task An_auxiliary_connection_shares_what_the_main_one_has_learned_and_ends_with_it()
    {
        Serve(s_late);
        using var main = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
        await AssertServesAsync(main, A);
        using var auxiliary = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath, auxiliaryId: 1);

        await auxiliary.SendAsync(RawPeer.PacketIn(2, LearningBench.Frame(A, B)));
        Assert.Equal("output:1", FlowText.Actions((await auxiliary.ReceiveAsync<FlowMod>()).Instructions));
        main.Dispose();
        await auxiliary.WaitForEndAsync();

        // Whether it had been entered beside the main one when that ended, nobody can tell from here.
        await AssertLoggedAsync("main connection", "the auxiliary one");
    }

    [Fact]
    public async Task An_auxiliary_connection_without_a_main_one_is_turned_away()
    {
        Serve(s_late);
        using var auxiliary = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath, auxiliaryId: 1);

        await auxiliary.WaitForEndAsync();

        await AssertLoggedAsync("no main connection", "an auxiliary one");
    }

    [Fact]
    public async Task Mutated_messages_cost_at_most_their_own_connection()
    {
        Serve(s_late);
        byte[][] seeds =
        [
            s_packetIn,
            LearningBench.Encode(new PortStatus(PortStatusReason.Delete, new PortDescription { Number = new PortNumber(1), Name = "p" })),
            LearningBench.Encode(new FlowRemoved { Match = Match.Any.InPort(new PortNumber(1)) }),
            LearningBench.Encode(new ErrorMessage(5, 1, s_packetIn)),
            LearningBench.Encode(new EchoRequest(s_packetIn)),
            LearningBench.Encode(new PortDescReply([new PortDescription { Number = new PortNumber(1) }])),
            LearningBench.Encode(RawPeer.Features(Datapath)),
        ];
        var random = new Random(20130425);
        for (var round = 0; round < 100; round++)
        {
            using var peer = await RawPeer.ConnectAsSwitchAsync(_controller, Datapath);
            try
            {
                for (var i = 0; i < 20; i++) await peer.SendAsync(Mutate(random, seeds[random.Next(seeds.Length)]));
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Hung up on already.
            }
        }

        await AssertServesFreshSwitchAsync();
        Assert.DoesNotContain(_log.Lines, line => line.Contains("Exception", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));
    }

    private static byte[] Mutate(Random random, byte[] seed)
    {
        var bytes = (byte[])seed.Clone();
        for (var i = random.Next(4); i >= 0; i--)
        {
            switch (random.Next(4))
            {
                case 0: bytes[random.Next(bytes.Length)] = (byte)random.Next(256); break;
                case 1: bytes[random.Next(Math.Min(bytes.Length, 48))] ^= (byte)(1 << random.Next(8)); break;
                case 2: BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(random.Next(bytes.Length - 1)), (ushort)random.Next(80)); break;
                default: bytes = bytes[..random.Next(8, bytes.Length + 1)]; break;
            }
        }

        // Mostly with a length that holds, so that what is inside gets read.
        if (random.Next(10) > 0) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)bytes.Length);
        return bytes;
    }

    /// <summary>Starts the learning switch.</summary>
    /// <param name="patience">How long it lets a peer be silent.</param>
    private void Serve(TimeSpan patience)
    {
        var app = new LearningController(new LearningOptions(), TimeProvider.System, _log)
        {
            Limits = new OpenFlowConnectionOptions
            {
                HandshakeTimeout = patience,
                EchoIdle = patience,
                EchoTimeout = patience,
                SendCapacity = 4,
                MaxReplySize = 1 << 20,
            },
        };
        _listener = app.Listen(OpenFlowTarget.Parse("ptcp:0:127.0.0.1"), tls: null);
        _serving = app.ServeAsync(_listener, _stop.Token);
        _controller = _listener.LocalEndPoint;
    }

    private static string PacketInWithMatch(string header, string field) =>
        "040a003200000000" + "ffffffff" + "0000" + "00" + "00" + new string('0', 16) + header + field + "00000000" + "0000" + "0000000000000000";

    /// <summary>Checks that a packet of a host gets its answer.</summary>
    private static async Task AssertServesAsync(RawPeer peer, ulong host)
    {
        await peer.SendAsync(RawPeer.PacketIn(1, LearningBench.Frame(Broadcast, host)));
        Assert.Equal("FLOOD", string.Join(',', (await peer.ReceiveAsync<PacketOut>()).Actions));
    }

    private async Task AssertServesFreshSwitchAsync()
    {
        using var fresh = await RawPeer.ConnectAsSwitchAsync(_controller, _fresh++);
        await AssertServesAsync(fresh, A);
        await fresh.SendAsync(RawPeer.PacketIn(2, LearningBench.Frame(A, B)));
        await fresh.ReceiveAsync<FlowMod>();
        await fresh.ReceiveAsync<PacketOut>();
    }

    private async Task AssertLoggedAsync(string text, string what)
    {
        for (var i = 0; i < 2000 && !_log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)); i++) await Task.Delay(5, Ct);
        Assert.True(_log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)), $"{what}: the log does not say '{text}':\n{string.Join('\n', _log.Lines)}");
    }
}
