using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Controller.Learning;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Learning;

public sealed class LearningSwitchTests
{
    private const ulong Broadcast = 0xffffffffffff, A = 0x02000000000a, B = 0x02000000000b;

    private readonly LearningBench _bench = new();

    [Fact]
    public void An_unknown_destination_is_flooded_and_leaves_no_flow()
    {
        var flows = _bench.Datapath.Flows.Count;

        Assert.Equal([2u, 3], _bench.Send(1, LearningBench.Frame(B, A)));
        Assert.Equal(flows, _bench.Datapath.Flows.Count);
    }

    [Fact]
    public void A_known_destination_is_answered_by_a_flow_and_the_packet()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));
        var frame = LearningBench.Frame(A, B);

        var messages = _bench.Ask(2, frame);

        Assert.Equal(2, messages.Count);
        var flow = Assert.IsType<FlowMod>(messages[0]);
        Assert.Equal("in_port=2,vlan_tci=0x0000/0x1fff,dl_src=02:00:00:00:00:0b,dl_dst=02:00:00:00:00:0a", flow.Match.ToString());
        Assert.Equal("output:1", FlowText.Actions(flow.Instructions));
        Assert.Equal((LearningMessages.Cookie, (ushort)60, (ushort)240), (flow.Cookie, flow.IdleTimeout, flow.HardTimeout));
        var packetOut = Assert.IsType<PacketOut>(messages[1]);
        Assert.Equal(new PacketOut { InPort = new PortNumber(2), Actions = [new Output(new PortNumber(1))], Data = frame }, packetOut);
    }

    [Fact]
    public void Two_that_talk_no_longer_need_the_controller()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));
        Assert.Equal([1u], _bench.Send(2, LearningBench.Frame(A, B)));
        Assert.Equal([2u], _bench.Send(1, LearningBench.Frame(B, A)));

        Assert.False(_bench.IsAsked(2, LearningBench.Frame(A, B)));
        Assert.False(_bench.IsAsked(1, LearningBench.Frame(B, A)));
        Assert.Equal([1u], _bench.Send(2, LearningBench.Frame(A, B)));
    }

    [Fact]
    public void A_packet_the_switch_keeps_is_sent_by_its_number()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));

        var messages = _bench.Ask(2, LearningBench.Frame(A, B), bufferId: 77);

        Assert.Equal(FlowMod.NoBuffer, Assert.IsType<FlowMod>(messages[0]).BufferId);
        Assert.Equal(new PacketOut { BufferId = 77, InPort = new PortNumber(2), Actions = [new Output(new PortNumber(1))] }, messages[1]);
    }

    [Fact]
    public void Half_a_packet_is_not_sent_on()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));

        Assert.IsType<FlowMod>(Assert.Single(_bench.Ask(2, LearningBench.Frame(A, B), totalLength: 1500)));
    }

    [Fact]
    public void A_host_that_moves_is_found_at_its_new_port_by_those_that_talk_to_it()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));
        _bench.Send(2, LearningBench.Frame(A, B));
        Assert.False(_bench.IsAsked(2, LearningBench.Frame(A, B)));

        _bench.Send(3, LearningBench.Frame(Broadcast, A));

        Assert.Equal([3u], _bench.Send(2, LearningBench.Frame(A, B)));
    }

    [Fact]
    public void A_host_that_is_silent_for_long_is_forgotten()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));
        _bench.Now += TimeSpan.FromSeconds(300);
        Assert.Equal([1u], _bench.Ask(2, LearningBench.Frame(A, B)).OfType<PacketOut>().Select(OutPort));
        _bench.Now += TimeSpan.FromSeconds(1);

        Assert.Equal([PortNumber.Flood.Value], _bench.Ask(2, LearningBench.Frame(A, B)).OfType<PacketOut>().Select(OutPort));
    }

    [Fact]
    public void Flows_end_before_the_hosts_they_hide_age()
    {
        var options = new LearningOptions();

        Assert.InRange(options.HardTimeout, 1, options.MaxAge.TotalSeconds - 1);
    }

    [Theory]
    [InlineData(Broadcast)]
    [InlineData(0x01005e000001)]
    [InlineData(0x333300000001)]
    public void Groups_are_flooded_and_never_learned(ulong group)
    {
        Assert.Equal([2u, 3], _bench.Send(1, LearningBench.Frame(group, A)));
        Assert.Equal([1u, 3], _bench.Send(2, LearningBench.Frame(group, B)));
        Assert.True(_bench.IsAsked(1, LearningBench.Frame(group, A)));
        Assert.Equal(2, _bench.Policy.StationCount);
    }

    [Theory]
    [InlineData(0x0180c2000000, 0x0026)] // spanning tree
    [InlineData(0x0180c200000e, 0x88cc)] // LLDP
    [InlineData(0x0180c200000f, 0x0800)]
    [InlineData(0x02000000000b, 0x88cc)] // LLDP to a station
    public void Frames_between_neighbours_go_no_further_and_the_switch_does_not_ask_about_them(ulong destination, ushort type)
    {
        var frame = LearningBench.Frame(destination, A, type: type);

        Assert.Empty(_bench.Ask(1, frame));
        Assert.Empty(_bench.Ask(1, LearningBench.Frame(destination, A, vlan: 5, type: type)));
        Assert.Empty(_bench.Datapath.Receive(new PortNumber(1), frame));
        Assert.Equal(0, _bench.Policy.StationCount);
    }

    [Fact]
    public void Groups_do_not_send()
    {
        Assert.Empty(_bench.Ask(1, LearningBench.Frame(B, 0x01005e000001)));
        Assert.Empty(_bench.Ask(1, LearningBench.Frame(B, Broadcast)));
        Assert.Equal(0, _bench.Policy.StationCount);
    }

    [Fact]
    public void Vlans_are_learned_apart()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A, vlan: 10));
        _bench.Send(3, LearningBench.Frame(Broadcast, A, vlan: 20));

        Assert.Equal([1u], _bench.Send(2, LearningBench.Frame(A, B, vlan: 10)));
        Assert.Equal([3u], _bench.Send(2, LearningBench.Frame(A, B, vlan: 20)));
        Assert.Equal([1u, 3], _bench.Send(2, LearningBench.Frame(A, B)));
    }

    [Fact]
    public void A_frame_is_not_sent_back_to_where_its_destination_has_heard_it()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));

        Assert.Empty(_bench.Send(1, LearningBench.Frame(A, B)));
        Assert.Empty(_bench.Send(1, LearningBench.Frame(A, B)));
        _bench.Send(2, LearningBench.Frame(Broadcast, A));
        Assert.Equal([2u], _bench.Send(1, LearningBench.Frame(A, B)));
    }

    [Fact]
    public void A_port_that_goes_down_takes_its_hosts_and_flows_along()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));
        _bench.Send(2, LearningBench.Frame(A, B));
        Assert.False(_bench.IsAsked(2, LearningBench.Frame(A, B)));

        _bench.Tell(new PortStatus(PortStatusReason.Modify, new PortDescription { Number = new PortNumber(1), State = PortState.LinkDown }));

        Assert.Equal([1u, 3], _bench.Send(2, LearningBench.Frame(A, B)));
    }

    [Fact]
    public void A_thousand_flaps_of_a_port_leave_the_switch_as_it_was()
    {
        var flows = _bench.Datapath.Flows.Count;
        for (var i = 0; i < 1000; i++)
        {
            _bench.Tell(new PortStatus(PortStatusReason.Delete, new PortDescription { Number = new PortNumber(1) }));
            _bench.Tell(new PortStatus(PortStatusReason.Add, new PortDescription { Number = new PortNumber(1) }));
        }

        Assert.Equal(flows, _bench.Datapath.Flows.Count);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xfffffffdu)] // CONTROLLER
    [InlineData(0xffffffffu)]
    public void What_comes_from_no_port_is_dropped(uint port) => Assert.Empty(_bench.Ask(port, LearningBench.Frame(B, A)));

    [Fact]
    public void Frames_too_short_for_their_header_are_dropped()
    {
        var tagged = LearningBench.Frame(B, A, vlan: 5);

        for (var size = 0; size < 14; size++) Assert.Empty(_bench.Ask(1, LearningBench.Frame(B, A)[..size]));
        for (var size = 14; size < 18; size++) Assert.Empty(_bench.Ask(1, tagged[..size]));
        Assert.Equal(0, _bench.Policy.StationCount);
    }

    [Fact]
    public void Fifty_vlan_tags_are_one_tag_and_a_payload()
    {
        var frame = Enumerable.Repeat(new byte[] { 0x81, 0, 0, 5 }, 50).SelectMany(tag => tag).ToArray();

        Assert.Equal([2u, 3], _bench.Send(1, [.. LearningBench.Frame(B, A)[..12], .. frame, 0x08, 0]));
    }

    [Fact]
    public void Any_bytes_whatever_are_a_frame_or_none()
    {
        Prop.ForAll<byte[], uint>((frame, port) =>
        {
            _bench.Ask(port, frame);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_answer_to_a_packet_in_allocates_nothing()
    {
        _bench.Send(1, LearningBench.Frame(Broadcast, A));
        var packet = LearningBench.Encode(new PacketIn { TotalLength = 64, Match = Match.Any.InPort(new PortNumber(2)), Data = LearningBench.Frame(A, B) });
        var output = new FrameWriter();
        Answer(10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Answer(10_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Answer(int count)
        {
            for (var i = 0; i < count; i++)
            {
                output.Clear();
                _bench.Handler.OnPacketIn(PacketInView.Read(packet), output);
            }
        }
    }

    private static uint OutPort(PacketOut message) => Assert.IsType<Output>(Assert.Single(message.Actions)).Port.Value;
}
