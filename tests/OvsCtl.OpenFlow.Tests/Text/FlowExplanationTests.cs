using FsCheck.Fluent;
using OvsCtl.OpenFlow.Tests.Syntax;

namespace OvsCtl.OpenFlow.Tests.Text;

public sealed class FlowExplanationTests
{
    [Theory]
    [InlineData("actions=drop", "All packets are dropped.")]
    [InlineData("in_port=1,dl_src=02:00:00:00:00:01,actions=goto_table:1", "Packets that come in by port 1 and come from MAC 02:00:00:00:00:01 go on to table 1.")]
    [InlineData("dl_dst=01:00:00:00:00:00/01:00:00:00:00:00,actions=FLOOD", "Packets that go to a group address (broadcast or multicast) leave by every port but the one they came in by.")]
    [InlineData("dl_src=01:00:00:00:00:00/01:00:00:00:00:00,actions=drop", "Packets that claim to come from a group address are dropped.")]
    [InlineData("tcp,dl_vlan=9,nw_src=10.0.0.1,nw_dst=10.0.0.0/8,tp_dst=80,actions=pop_vlan,output:2", "TCP packets that carry VLAN tag 9, come from 10.0.0.1, go to 10.0.0.0/8 and go to port 80 lose their VLAN tag, then leave by port 2.")]
    [InlineData("udp6,ipv6_dst=2001:db8::/32,actions=NORMAL", "UDP packets over IPv6 that go to 2001:db8::/32 are forwarded as by a switch that learns where each MAC lives.")]
    [InlineData("arp,arp_op=1,arp_tpa=10.0.0.1,actions=CONTROLLER:65535", "ARP requests (who has an address?) that ask and are about 10.0.0.1 are sent to the controller.")]
    [InlineData("icmp,icmp_type=8,actions=LOCAL", "Pings (ICMP echo requests) that have type 8 go to the bridge's own interface.")]
    [InlineData("ip,dl_vlan=5,actions=set_field:10.0.0.9->nw_dst,dec_ttl,in_port", "IPv4 packets that carry VLAN tag 5 get 10.0.0.9 as their destination address, then have their TTL lowered by one, then leave by the port they came in by.")]
    [InlineData("vlan_tci=0,actions=push_vlan:0x8100,set_field:4101->vlan_vid,group:7", "Packets that carry no VLAN tag get a VLAN tag, then get VLAN tag 5, then are handed to group 7.")]
    [InlineData("ct_state=+trk+new,tcp,actions=ct(commit,zone=3,table=4)", "TCP packets that belong to a connection that is new and is tracked go through connection tracking in zone 3, which remembers the connection and go on to table 4.")]
    [InlineData("reg0=0x5,actions=resubmit(,9)", "Packets that were given reg0=0x5 by an earlier flow are looked up in table 9.")]
    public void First_sentence_is_about_the_packets(string flow, string sentence) =>
        Assert.Equal(sentence, FlowExplanation.Of(FlowSyntax.ParseAdd(flow))[0]);

    [Fact]
    public void Rest_is_about_the_flow() =>
        Assert.Equal(
            [
                "All packets are dropped.",
                "The flow is in table 3; those there with a priority above 7 come before it.",
                "It goes when no packet has matched it for 1 second.",
                "It goes 60 seconds after it was made, whatever happens.",
                "The controller is told when it goes.",
                "Its mark, for whoever made it, is 0x5.",
            ],
            FlowExplanation.Of(FlowSyntax.ParseAdd("table=3,priority=7,cookie=5,idle_timeout=1,hard_timeout=60,send_flow_rem,actions=drop")));

    [Fact]
    public void Ports_are_said_by_name() =>
        Assert.Equal("Packets that come in by port red leave by port blue.", FlowExplanation.Of(FlowSyntax.ParseAdd("in_port=1,actions=2"), port => port.Value == 1 ? "red" : "blue")[0]);

    /// <summary>Whatever ovs-ofctl would take has words; what it does is never left out.</summary>
    [Fact]
    public void Every_flow_has_words()
    {
        var count = 0;
        foreach (var text in FlowSamples.Flows.Sample(300))
        {
            // Some of the samples contradict themselves.
            if (Parse(text) is not { } flow) continue;
            count++;
            var sentences = FlowExplanation.Of(flow);
            Assert.All(sentences, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
            Assert.DoesNotContain("  ", sentences[0], StringComparison.Ordinal);
            if (flow.Match.Entries.Count > 2) Assert.Contains(" that ", sentences[0], StringComparison.Ordinal);
            if (flow.Instructions.Count == 0) Assert.EndsWith(" are dropped.", sentences[0], StringComparison.Ordinal);
        }

        Assert.True(count > 100, $"only {count} flows");
    }

    private static FlowMod? Parse(string text)
    {
        try
        {
            return FlowSyntax.ParseAdd(text);
        }
        catch (FlowSyntaxException)
        {
            return null;
        }
    }
}
