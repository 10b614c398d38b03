using System.Net;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class DifferenceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flows_that_are_as_they_should_be_are_no_difference_whatever_the_order()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        var flows = Enumerable.Range(0, 1000).Select(Flow).ToList();
        Assert.Empty(await controller.SendFlowModsAsync([.. flows.AsEnumerable().Reverse()], Ct));

        Assert.True((await controller.DiffFlowsAsync(flows, Ct)).IsEmpty);
        Assert.True(FlowDifference.Of(flows, await controller.DumpFlowsAsync(Ct)).IsEmpty);
    }

    [Fact]
    public async Task What_is_missing_changed_or_too_much_is_told_apart()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        Assert.Empty(await controller.SendFlowModsAsync([.. Enumerable.Range(0, 100).Select(Flow)], Ct));
        var changed = Flow(50) with { Instructions = [new GotoTable(new TableId(9))] };
        List<FlowMod> desired = [.. Enumerable.Range(10, 40).Select(Flow), changed, .. Enumerable.Range(51, 60).Select(Flow)];

        var difference = await controller.DiffFlowsAsync(desired, Ct);

        Assert.Equal([.. Enumerable.Range(100, 11).Select(Flow)], difference.Missing);
        Assert.Equal([changed], difference.Changed);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => Flow(i).Match), difference.Extra.Select(flow => flow.Match));
    }

    [Fact]
    public async Task The_same_match_in_other_bytes_is_the_same_flow()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;

        // A mask of all bits is none, and a switch reports none.
        var written = new FlowMod { Match = Match.Any.With(MatchField.EthDst, [2, 0, 0, 0, 0, 1]) };
        Assert.Empty(await controller.SendFlowModsAsync([written], Ct));
        var bytes = Bytes.Encode(new FlowMod { Match = Match.Any.EthDst(0x020000000001, 0x0fffffffffff) });
        bytes.AsSpan(bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x0f, 0xff, 0xff]), 1).Fill(0xff);
        var meant = (FlowMod)Bytes.Decode(bytes);

        Assert.True((await controller.DiffFlowsAsync([meant], Ct)).IsEmpty);
    }

    [Fact]
    public async Task Of_two_for_the_same_flow_the_later_counts()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync();
        await using var _ = controller;
        await using var __ = fake;
        var other = Flow(1) with { Cookie = new Cookie(77) };
        Assert.Empty(await controller.SendFlowModsAsync([Flow(1)], Ct));

        Assert.True((await controller.DiffFlowsAsync([other, Flow(1)], Ct)).IsEmpty);
        Assert.Equal([other], (await controller.DiffFlowsAsync([Flow(1), other], Ct)).Changed);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_ends_in_time_and_the_connection_goes_on()
    {
        var (controller, fake) = await FakeSwitch.ConnectAsync(options: new OpenFlowConnectionOptions { RequestTimeout = TimeSpan.FromSeconds(3) });
        await using var _ = controller;
        await using var __ = fake;
        fake.IsMute = true;
        await Assert.ThrowsAsync<OpenFlowTimeoutException>(() => controller.BarrierAsync(Ct));
        fake.IsMute = false;

        await controller.BarrierAsync(Ct);
    }

    private static FlowMod Flow(int i) => new()
    {
        Cookie = new Cookie((ulong)i),
        Priority = (ushort)(i % 3),
        Match = Match.Any.EthType(0x0800).Ipv4Dst(new IPAddress([10, 0, (byte)(i >> 8), (byte)i])),
        Instructions = [new ApplyActions([new Output(new PortNumber(1))])],
    };
}
