using OvsCtl.OpenFlow;
using OvsCtl.Topology;

namespace OvsCtl.Controller.Tests.Forwarding;

/// <summary>Where frames come out, not which flows there are.</summary>
public sealed class ForwardingPipelineTests
{
    private const string OneSwitch = """
        lab: one
        switches:
          s1: {address: 10.0.0.254/24}
        hosts:
          a: {s1: 10.0.0.1/24}
          b: {s1: 10.0.0.2/24}
          c: {s1: 10.0.0.3/24}
        """;

    private const string Senders = """
        lab: senders
        switches:
          s1: {address: 10.0.0.254/24}
        hosts:
          a: {s1: 10.0.0.1/24}
          b: {s1: 10.0.0.2/24}
          c: {s1: 10.0.0.3/24}
          many: {s1: 10.0.0.4/24, loopback: 10.7.0.1/32}
          router: {s1: 10.0.0.5/24, forward: true}
          gate: {s1: 10.0.0.6/24}
          tuned: {s1: 10.0.0.7/24, sysctl: {net.ipv4.conf.eth0.forwarding: 1}}
          bare: {s1: , loopback: 10.7.0.2/32}
          lender: {s1: 10.0.0.8/24, adopt: {card: 10.8.0.1/24}}
          two: {s1: 10.0.0.9/24}
        links:
          - {two: 10.6.0.1/24, a: 10.6.0.2/24}
          - {root:up0: 10.0.0.253/24, s1: }
        nat:
          - {from: 10.5.0.0/24, out: eth0, in: gate}
        """;

    private const string TwoSwitches = """
        lab: two
        switches:
          s1: {}
          s2: {}
          s3: {}
        hosts:
          a: {s1: 10.0.0.1/24}
          b: {s2: 10.0.0.2/24}
          c: {s3: 10.0.0.3/24}
        links:
          - {s1: , s2: }
          - {s2: , s3: }
        """;

    [Fact]
    public void Known_host_gets_its_frames_and_nobody_else()
    {
        var lab = new PipelineLab(OneSwitch);
        Assert.Equal([lab.Port("s1", "b")], lab.Send("s1", "a", lab.Mac("b")));
    }

    [Fact]
    public void Bridge_itself_is_reached_and_sends()
    {
        var lab = new PipelineLab(OneSwitch);
        var bridge = lab.Desired.Bridges[0].Interface.Mac.GetValueOrDefault().Value;
        Assert.Equal([PortNumber.Local], lab.Send("s1", "a", bridge));
        Assert.Equal([lab.Port("s1", "a")], lab.Receive("s1", PortNumber.Local, lab.Mac("a"), bridge));
    }

    [Fact]
    public void Broadcast_goes_to_every_port_but_its_own()
    {
        var lab = new PipelineLab(OneSwitch);
        Assert.Equal([lab.Port("s1", "b"), lab.Port("s1", "c"), PortNumber.Local], lab.Send("s1", "a", Frames.Broadcast).OrderBy(p => p.Value));
    }

    [Theory]
    [InlineData(0x0180_c200_0000UL)]
    [InlineData(0x0180_c200_000eUL)]
    public void Bridge_protocols_are_not_forwarded(ulong destination) => Assert.Empty(new PipelineLab(OneSwitch).Send("s1", "a", destination));

    [Fact]
    public void Unknown_destination_is_dropped() => Assert.Empty(new PipelineLab(OneSwitch).Send("s1", "a", 0x02_00_00_00_00_99));

    [Fact]
    public void Host_that_sends_under_the_MAC_of_another_is_not_heard()
    {
        var lab = new PipelineLab(OneSwitch);
        Assert.Empty(lab.Receive("s1", lab.Port("s1", "a"), lab.Mac("b"), lab.Mac("c")));
        Assert.Empty(lab.Receive("s1", lab.Port("s1", "a"), Frames.Broadcast, lab.Mac("c")));
    }

    [Theory]
    [InlineData("a", "10.0.0.1", true)]
    [InlineData("a", "10.0.0.2", false)] // the address of another host
    [InlineData("a", "192.0.2.9", false)]
    [InlineData("a", "0.0.0.0", false)]
    [InlineData("many", "10.0.0.4", true)]
    [InlineData("many", "10.7.0.1", true)] // of its loopback: a host sends from any of its addresses
    [InlineData("many", "10.0.0.1", false)]
    [InlineData("router", "192.0.2.9", true)] // others send through it
    [InlineData("gate", "192.0.2.9", true)] // through one that translates, too
    [InlineData("tuned", "192.0.2.9", true)] // and one told to by a setting
    [InlineData("root", "192.0.2.9", true)] // the machine may be a gateway
    [InlineData("bare", "192.0.2.9", true)] // what somebody gives it by hand
    [InlineData("lender", "10.8.0.1", true)] // of the interface it adopted
    [InlineData("two", "10.6.0.1", true)] // of its other cable
    [InlineData("two", "10.6.0.2", false)] // of that cable's other end
    [InlineData("a", "10.6.0.2", true)]
    public void IPv4_is_heard_from_a_hosts_own_addresses_alone(string host, string from, bool isHeard)
    {
        var lab = new PipelineLab(Senders);
        var frame = Frames.Ipv4(lab.Mac("b"), lab.Mac(host), from);
        Assert.Equal(isHeard ? [lab.Port("s1", "b")] : [], lab.Receive("s1", lab.Port("s1", host), frame));
        // Under another's MAC it is not heard from anywhere.
        Assert.Empty(lab.Receive("s1", lab.Port("s1", host), Frames.Ipv4(lab.Mac("b"), lab.Mac("c"), from)));
    }

    [Theory]
    [InlineData("a", "a", "10.0.0.1", true)]
    [InlineData("a", "a", "0.0.0.0", true)] // a probe asks in nobody's name
    [InlineData("a", "a", "10.0.0.254", false)] // the gateway's
    [InlineData("a", "b", "10.0.0.1", false)] // its own address at another's MAC
    [InlineData("many", "many", "10.7.0.1", true)]
    [InlineData("router", "router", "10.9.9.9", true)]
    public void ARP_is_heard_for_a_hosts_own_addresses_alone(string host, string senderMac, string senderAddress, bool isHeard)
    {
        var lab = new PipelineLab(Senders);
        var outputs = lab.Receive("s1", lab.Port("s1", host), Frames.Arp(lab.Mac(host), lab.Mac(senderMac), senderAddress));
        Assert.Equal(isHeard, outputs.Contains(lab.Port("s1", "b")));
        Assert.True(isHeard || outputs.Count == 0);
    }

    [Fact]
    public void Address_that_is_changed_changes_the_flows_of_its_host_alone()
    {
        var (before, after) = (Texts(OneSwitch), Texts(OneSwitch.Replace("10.0.0.2/24", "10.0.0.9/24", StringComparison.Ordinal)));
        Assert.Equal(2, before.Except(after).Count());
        Assert.Equal(2, after.Except(before).Count());
        Assert.All(before.Except(after), f => Assert.Equal("host b", f.Owner));

        static List<(string Owner, int Table, string Match)> Texts(string text) => [.. new PipelineLab(text).Flows("s1").Select(f => (f.Owner, (int)f.Table.Value, f.Match.ToString()))];
    }

    [Fact]
    public void Group_address_as_source_is_dropped()
    {
        var lab = new PipelineLab(OneSwitch);
        Assert.Empty(lab.Receive("s1", PortNumber.Local, lab.Mac("b"), Frames.Broadcast));
    }

    [Fact]
    public void Foreign_port_gets_nothing_in()
    {
        var lab = new PipelineLab(OneSwitch);
        Assert.Empty(lab.Receive("s1", new PortNumber(77), lab.Mac("b"), 0x02_00_00_00_00_99));
    }

    [Fact]
    public void Host_behind_other_switches_is_reached_hop_by_hop()
    {
        var lab = new PipelineLab(TwoSwitches);
        var toS2 = lab.Send("s1", "a", lab.Mac("c"));
        Assert.Equal([lab.PatchPort("s1", "s2")], toS2);
        var toS3 = lab.Receive("s2", lab.PatchPort("s2", "s1"), lab.Mac("c"), lab.Mac("a"));
        Assert.Equal([lab.PatchPort("s2", "s3")], toS3);
        Assert.Equal([lab.Port("s3", "c")], lab.Receive("s3", lab.PatchPort("s3", "s2"), lab.Mac("c"), lab.Mac("a")));
    }

    [Fact]
    public void Unknown_destination_goes_towards_a_switch_that_is_not_ours()
    {
        var lab = new PipelineLab("""
            lab: mixed
            switches:
              s1: {}
              l1: {kind: linux}
            hosts:
              a: {s1: 10.0.0.1/24}
              b: {l1: 10.0.0.2/24}
            links:
              - {s1: , l1: }
            """);
        var toLinux = lab.Desired.Bridges[0].Ports.Single(p => p.HostMac is null);
        Assert.Equal([new PortNumber((uint)lab.Numbers("s1")[toLinux.Name])], lab.Send("s1", "a", lab.Mac("b")));
    }

    [Fact]
    public void Each_flow_says_why_and_leads_back_to_its_lab()
    {
        var lab = new PipelineLab(OneSwitch);
        var flows = lab.Flows("s1");
        Assert.All(flows, f => Assert.NotEmpty(f.Why));
        Assert.All(flows, f => Assert.Equal(LabMark.Cookie("one", f.Owner), f.Cookie.Value));
        Assert.Equal(flows.Count, flows.Select(f => (f.Table, f.Priority, f.Match.ToString())).Distinct().Count());
        Assert.Equal(5, flows.Count(f => f.Owner == "host b"));
    }

    [Fact]
    public void Host_added_takes_as_many_flows_on_a_large_bridge_as_on_a_small_one_and_changes_none()
    {
        Assert.Empty(TextsOf(10).Except(TextsOf(11)));
        Assert.Empty(TextsOf(500).Except(TextsOf(501)));
        Assert.Equal(TextsOf(11).Except(TextsOf(10)).Count(), TextsOf(501).Except(TextsOf(500)).Count());

        static HashSet<string> TextsOf(int hosts)
        {
            var file = "lab: many\nswitches: {s1: {address: 10.0.255.254/16}}\nhosts:\n";
            var lab = new PipelineLab(file + string.Concat(Enumerable.Range(0, hosts).Select(i => $"  h{i}: {{s1: 10.0.{i / 200}.{1 + (i % 200)}/16}}\n")));
            return [.. lab.Flows("s1").Select(flow => flow.ToDesired("s1").ToString())];
        }
    }
}
