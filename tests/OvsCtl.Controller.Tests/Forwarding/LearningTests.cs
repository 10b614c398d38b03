using OvsCtl.Controller.Forwarding;
using OvsCtl.OpenFlow;
using OvsCtl.Topology;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Tests.Forwarding;

/// <summary>What a controlled bridge learns of ports whose far side nobody knows.</summary>
public sealed class LearningTests
{
    private const ulong Stranger = 0x02_00_00_00_00_99, Other = 0x02_00_00_00_00_98;

    private const string Foreign = """
        lab: foreign
        switches:
          s1: {address: 10.0.0.254/24}
          l1: {kind: linux}
          l2: {kind: linux}
        hosts:
          a: {s1: 10.0.0.1/24}
          b: {s1: 10.0.0.2/24}
        links:
          - {s1: , l1: }
          - {s1: , l2: }
        """;

    // Behind s2 are a bridge that learns by itself and a host; s3 is known whole.
    private const string Chain = """
        lab: chain
        switches:
          s1: {}
          s2: {}
          s3: {}
          plain: {controller: none}
        hosts:
          a: {s1: 10.0.0.1/24}
          b: {s2: 10.0.0.2/24}
          c: {s3: 10.0.0.3/24}
        links:
          - {s1: , s2: }
          - {s1: , s3: }
          - {s2: , plain: }
        """;

    [Fact]
    public void Frame_for_somebody_who_was_heard_leaves_by_that_port_only()
    {
        var lab = new PipelineLab(Foreign);
        var (l1, l2) = (lab.SwitchPort("s1", "l1"), lab.SwitchPort("s1", "l2"));
        Assert.Equal([l1, l2], lab.Send("s1", "a", Stranger));

        Assert.Equal([lab.Port("s1", "a")], lab.Receive("s1", l2, lab.Mac("a"), Stranger));

        Assert.Equal([l2], lab.Send("s1", "a", Stranger));
        Assert.Equal([l2], lab.Receive("s1", l1, Stranger, Other));
        Assert.Equal([l1], lab.Receive("s1", l2, Other, Stranger));
        Assert.Empty(lab.Receive("s1", l2, Stranger, Other)); // both behind the same port now
    }

    [Fact]
    public void Question_to_all_is_enough_to_be_known_and_who_moves_is_known_where_it_was_heard_last()
    {
        var lab = new PipelineLab(Foreign);
        var (l1, l2) = (lab.SwitchPort("s1", "l1"), lab.SwitchPort("s1", "l2"));
        lab.Receive("s1", l1, Frames.Arp(Stranger, Stranger, "10.0.0.99"));
        Assert.Equal([l1], lab.Send("s1", "a", Stranger));

        lab.Receive("s1", l2, lab.Mac("a"), Stranger);

        Assert.Equal([l2], lab.Send("s1", "a", Stranger));
        var learned = Assert.Single(lab.Installed("s1"), f => LearnedFlows.IsCookie(f.Cookie.Value));
        Assert.Equal((PipelineTables.Learned, l2, 300), (learned.TableId, LearnedFlows.PortOf(learned.Cookie.Value) ?? PortNumber.Any, (int)learned.HardTimeout));
    }

    [Fact]
    public void Nobody_takes_over_a_MAC_of_the_lab()
    {
        var lab = new PipelineLab(Foreign);
        var bridge = lab.Desired.Bridges[0].Interface.Mac.GetValueOrDefault().Value;
        foreach (var victim in new[] { lab.Mac("b"), bridge }) lab.Receive("s1", lab.SwitchPort("s1", "l1"), Frames.Broadcast, victim);

        Assert.Equal([lab.Port("s1", "b")], lab.Send("s1", "a", lab.Mac("b")));
        Assert.Equal([PortNumber.Local], lab.Send("s1", "a", bridge));
    }

    [Fact]
    public void Hosts_teach_nothing_nor_do_group_addresses()
    {
        var lab = new PipelineLab(Foreign);
        lab.Send("s1", "a", Stranger);
        lab.Receive("s1", lab.Port("s1", "a"), Frames.Broadcast, Stranger);
        lab.Receive("s1", lab.SwitchPort("s1", "l1"), Stranger, Frames.Broadcast);
        Assert.DoesNotContain(lab.Installed("s1"), f => LearnedFlows.IsCookie(f.Cookie.Value));
    }

    [Fact]
    public void Learned_flows_are_no_difference()
    {
        var lab = new PipelineLab(Foreign);
        lab.Receive("s1", lab.SwitchPort("s1", "l1"), lab.Mac("a"), Stranger);
        var installed = lab.Installed("s1").Select(f => new ObservedFlow(f.TableId.Value, f.Priority, f.Match.ToString(), FlowText.Actions(f.Instructions), f.Cookie.Value)).ToList();

        Assert.Equal(lab.Flows("s1").Count + 1, installed.Count);
        Assert.Empty(FlowDiff.Compare("foreign", "s1", lab.Flows("s1").Select(f => f.ToDesired("s1")), installed));
        Assert.DoesNotContain(installed, f => LearnedFlows.IsCookie(f.Cookie) && LabMark.IsCookie(f.Cookie));
    }

    [Fact]
    public void Strangers_beyond_another_bridge_of_the_lab_are_learned_hop_by_hop()
    {
        var lab = new PipelineLab(Chain);
        var (toS2, toPlain) = (lab.PatchPort("s1", "s2"), lab.PatchPort("s2", "plain"));
        Assert.Equal([toS2], lab.Send("s1", "a", Stranger));
        Assert.Equal([toPlain], lab.Receive("s2", lab.PatchPort("s2", "s1"), Stranger, lab.Mac("a")));

        Assert.Equal([lab.PatchPort("s2", "s1")], lab.Receive("s2", toPlain, lab.Mac("a"), Stranger));
        Assert.Equal([lab.Port("s1", "a")], lab.Receive("s1", toS2, lab.Mac("a"), Stranger));

        Assert.Equal([toPlain], lab.Send("s2", "b", Stranger));
        Assert.Equal([toS2], lab.Receive("s1", lab.PatchPort("s1", "s3"), Stranger, lab.Mac("c")));
        Assert.Equal([lab.PatchPort("s3", "s1")], lab.Send("s3", "c", Stranger));
    }

    [Fact]
    public void Bridges_whose_far_sides_are_all_known_have_no_third_table()
    {
        Assert.DoesNotContain(new PipelineLab(Foreign.Split("links:")[0]).Flows("s1"), IsOfLearning);
        var chain = new PipelineLab(Chain.Replace("  - {s2: , plain: }", "", StringComparison.Ordinal));
        foreach (var bridge in new[] { "s1", "s2", "s3" }) Assert.DoesNotContain(chain.Flows(bridge), IsOfLearning);

        // Towards a known side a bridge with strangers learns nothing, too.
        var towardsS3 = new PipelineLab(Chain).Flows("s1").Single(f => f.Table == PipelineTables.Admission && f.Why.Contains("switch s3", StringComparison.Ordinal));
        Assert.Equal("goto_table:1", FlowText.Actions(towardsS3.Instructions));

        static bool IsOfLearning(FlowIntent flow) => flow.Table == PipelineTables.Learned || FlowText.Actions(flow.Instructions).Contains("learn", StringComparison.Ordinal);
    }
}
