using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class ConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handshake_says_hello_with_a_bitmap_and_learns_who_the_switch_is()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;

        Assert.Equal(new DatapathId(0x42), controller.Features.DatapathId);
        Assert.True(fake.Received.TryDequeue(out var first));
        Assert.Equal([4], Assert.IsType<Hello>(first).Versions);
    }

    [Fact]
    public async Task Flow_mods_the_switch_refuses_come_back_each_with_its_error()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync(stream => new FakeSwitch(stream) { Refuses = mod => mod.Cookie.Value % 1000 == 7 });
        await using var _ = controller;
        await using var __ = fake;
        var mods = Enumerable.Range(0, 3000).Select(Flow).ToArray();

        var failures = await controller.SendFlowModsAsync(mods, Ct);

        Assert.Equal([7UL, 1007, 2007], failures.Select(f => f.FlowMod.Cookie.Value));
        Assert.All(failures, f => Assert.Equal("OFPFMFC_TABLE_FULL", f.Error.CodeName));
        Assert.Same(mods[7], failures[0].FlowMod);
        Assert.Equal(2997, fake.Datapath.Flows.Count);
    }

    [Fact]
    public async Task A_hundred_thousand_flow_mods_all_refused_do_not_deadlock()
    {
        // The fake stops reading while its errors are not read, as Open vSwitch does.
        var (controller, fake) = await FakeSwitch.ConnectAsync(stream => new FakeSwitch(stream) { Refuses = _ => true });
        await using var _ = controller;
        await using var __ = fake;

        var failures = await controller.SendFlowModsAsync([.. Enumerable.Range(0, 100_000).Select(Flow)], Ct);

        Assert.Equal(100_000, failures.Count);
    }

    [Fact]
    public async Task The_parts_of_a_reply_are_joined()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync(stream => new FakeSwitch(stream) { FlowsPerPart = 7 });
        await using var _ = controller;
        await using var __ = fake;
        Assert.Empty(await controller.SendFlowModsAsync([.. Enumerable.Range(0, 100).Select(Flow)], Ct));

        var flows = await controller.DumpFlowsAsync(Ct);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (ulong)i), flows.Select(f => f.Cookie.Value));
    }

    [Fact]
    public async Task A_reply_without_end_is_given_up_at_its_limit()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync(options: new OpenFlowConnectionOptions { MaxReplySize = 70_000 });
        await using var _ = controller;
        await using var __ = fake;
        var request = controller.GetPortsAsync(Ct);
        var xid = await XidOfAsync<PortDescRequest>(fake);

        for (var i = 0; i < 1000; i++) await fake.SendAsync(new PortDescReply([]) { Xid = xid, Flags = 1 });

        await Assert.ThrowsAsync<OpenFlowProtocolException>(() => request);
        await controller.BarrierAsync(Ct);
    }

    [Fact]
    public async Task An_error_fails_the_request_it_names_and_the_connection_goes_on()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        var request = controller.RequestAsync<GetConfigReply>(new GetConfigRequest(), Ct);
        await fake.SendAsync(new ErrorMessage(1, 5, new byte[] { 1 }) { Xid = await XidOfAsync<GetConfigRequest>(fake) });

        var error = await Assert.ThrowsAsync<OpenFlowErrorException>(() => request);

        Assert.Equal("OFPBRC_EPERM", error.Error.CodeName);
        await controller.BarrierAsync(Ct);
    }

    [Fact]
    public async Task Packets_ports_and_errors_nobody_asked_for_are_events_and_the_oldest_are_dropped()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync(options: new OpenFlowConnectionOptions { EventCapacity = 2 });
        await using var _ = controller;
        await using var __ = fake;
        await fake.SendAsync(new PacketIn { Cookie = new Cookie(1) });
        await fake.SendAsync(new PortStatus(PortStatusReason.Add, new PortDescription { Name = "eth0" }));
        await fake.SendAsync(new ErrorMessage(1, 1) { Xid = new Xid(0xdead) });
        await controller.BarrierAsync(Ct);

        Assert.IsType<PortStatus>(await controller.Events.ReadAsync(Ct));
        Assert.IsType<ErrorMessage>(await controller.Events.ReadAsync(Ct));
        Assert.Equal(1, controller.DroppedCount);
    }

    [Fact]
    public async Task Echo_requests_of_64_KiB_are_answered_byte_for_byte()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        var data = new byte[65527];
        Random.Shared.NextBytes(data);

        for (var i = 0u; i < 20; i++) await fake.SendAsync(new EchoRequest(data) { Xid = new Xid(i) });

        await Eventually.TrueAsync(() => fake.Received.OfType<EchoReply>().Count() == 20);
        Assert.All(fake.Received.OfType<EchoReply>(), (reply, i) => Assert.Equal(new EchoReply(data) { Xid = new Xid((uint)i) }, reply));
    }

    [Fact]
    public async Task A_switch_that_falls_silent_is_given_up_and_what_waits_fails()
    {
        var options = new OpenFlowConnectionOptions { EchoIdle = TimeSpan.FromMilliseconds(50), EchoTimeout = TimeSpan.FromMilliseconds(50) };
        var (controller, fake) = await FakeSwitch.ConnectAsync(options: options);
        await using var _ = controller;
        await using var __ = fake;
        fake.IsMute = true;

        await Assert.ThrowsAsync<OpenFlowDisconnectedException>(() => controller.BarrierAsync(Ct));
        await controller.Closed.WaitAsync(Ct);

        Assert.Contains(fake.Received, message => message is EchoRequest);
        Assert.IsType<OpenFlowDisconnectedException>(controller.CloseReason);
        Assert.False(await controller.Events.WaitToReadAsync(Ct));
    }

    [Fact]
    public async Task A_length_below_that_of_the_header_closes_the_connection()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        await fake.SendRawAsync(new byte[] { 4, 10, 0, 7, 0, 0, 0, 0 });

        await controller.Closed.WaitAsync(Ct);

        Assert.IsType<OpenFlowProtocolException>(controller.CloseReason);
        await Assert.ThrowsAsync<OpenFlowDisconnectedException>(async () => await controller.SendAsync(new BarrierRequest(), Ct));
    }

    [Fact]
    public async Task A_switch_that_hangs_up_fails_what_waits_and_what_comes_later()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        fake.IsMute = true;
        var barrier = controller.BarrierAsync(Ct);
        await fake.DisposeAsync();

        await Assert.ThrowsAsync<OpenFlowDisconnectedException>(() => barrier);
        await Assert.ThrowsAsync<OpenFlowDisconnectedException>(() => controller.GetPortsAsync(Ct));
    }

    [Fact]
    public async Task Closing_at_this_end_is_no_failure()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = fake;

        await controller.DisposeAsync();

        await controller.Closed.WaitAsync(Ct);
        Assert.Null(controller.CloseReason);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_only()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        fake.IsMute = true;
        using var cancel = new CancellationTokenSource();
        var barrier = controller.BarrierAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => barrier);
        fake.IsMute = false;

        await controller.BarrierAsync(Ct);
    }

    [Fact]
    public async Task A_bundle_whose_sender_gives_up_is_discarded()
    {
        // header:8 experimenter:4 exp_type:4 bundle_id:4 type:2 flags:2
        const int openRequest = 0, discardRequest = 6;
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        using var cancel = new CancellationTokenSource();
        var bundle = controller.SendBundleAsync([Flow(1)], cancel.Token);
        await Eventually.TrueAsync(() => ControlTypes(fake).SequenceEqual([openRequest]));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bundle);
        await Eventually.TrueAsync(() => ControlTypes(fake).SequenceEqual([openRequest, discardRequest]));
        await controller.BarrierAsync(Ct);

        static IEnumerable<int> ControlTypes(FakeSwitch fake) =>
            fake.Received.Select(Bytes.Encode).Where(bytes => (MessageType)bytes[1] == MessageType.Experimenter).Select(bytes => (int)bytes[21]);
    }

    [Fact]
    public async Task What_a_caller_no_longer_waits_for_disturbs_nobody_when_it_comes()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        using var cancel = new CancellationTokenSource();
        var ports = controller.GetPortsAsync(cancel.Token);
        var xid = await XidOfAsync<PortDescRequest>(fake);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ports);

        await fake.SendAsync(new PortDescReply([]) { Xid = xid, Flags = 1 });
        await fake.SendAsync(new PortDescReply([]) { Xid = xid });
        await controller.BarrierAsync(Ct);

        Assert.False(controller.Events.TryRead(out var unwanted), $"{unwanted}");
    }

    private static FlowMod Flow(int i) => new()
    {
        Cookie = new Cookie((ulong)i),
        Match = Match.Any.EthDst(0x020000000000UL + (ulong)i),
        Instructions = [new ApplyActions([new Output(new PortNumber(1))])],
    };

    private static async Task<Xid> XidOfAsync<T>(FakeSwitch fake)
        where T : OpenFlowMessage
    {
        await Eventually.TrueAsync(() => fake.Received.OfType<T>().Any());
        return fake.Received.OfType<T>().First().Xid;
    }
}
