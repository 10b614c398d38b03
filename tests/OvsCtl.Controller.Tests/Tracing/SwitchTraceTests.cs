using OvsCtl.Controller.Tracing;

namespace OvsCtl.Controller.Tests.Tracing;

/// <summary>Captured from ofproto/trace and dpif/show of Open vSwitch 3.1.</summary>
public sealed class SwitchTraceTests
{
    private const string OverTwoBridges = """
        Flow: icmp,in_port=1,vlan_tci=0x0000,dl_src=02:00:00:00:00:01,dl_dst=02:00:00:00:00:02,nw_src=10.0.0.1,nw_dst=10.0.0.2,nw_tos=0,nw_ecn=0,nw_ttl=0,nw_frag=no,icmp_type=8,icmp_code=0

        bridge("s1")
        ------------
         0. in_port=1, priority 200
            goto_table:1
         1. dl_dst=02:00:00:00:00:02, priority 200, cookie 0x6f76000000000001
            output:2

        bridge("s2")
        ------------
         0. priority 0
            NORMAL
             -> no learned MAC for destination, flooding

        Final flow: unchanged
        Megaflow: recirc_id=0,eth,ip,in_port=1,dl_dst=02:00:00:00:00:02,nw_frag=no
        Datapath actions: push_vlan(vid=5,pcp=0),set(ipv4(src=1.2.3.4,ttl=63)),4,3,4

        """;

    [Fact]
    public void Lookups_are_read_bridge_after_bridge()
    {
        var trace = SwitchTrace.Parse(OverTwoBridges);

        Assert.Equal(
            ["s1 0 200 'in_port=1' 0 goto_table:1", "s1 1 200 'dl_dst=02:00:00:00:00:02' 6f76000000000001 output:2", "s2 0 0 '' 0 NORMAL; -> no learned MAC for destination, flooding"],
            trace.Lookups.Select(l => $"{l.Bridge} {l.Table} {l.Priority} '{l.Match}' {l.Cookie:x} {string.Join("; ", l.Actions)}"));
        Assert.Equal([4, 3], trace.Outputs);
    }

    [Fact]
    public void Table_without_a_matching_flow_and_a_drop_are_seen()
    {
        var trace = SwitchTrace.Parse("bridge(\"br0\")\n-------------\n 0. No match.\n    drop\n\nFinal flow: unchanged\nMegaflow: x\nDatapath actions: drop\n");

        Assert.Null(Assert.Single(trace.Lookups).Priority);
        Assert.Empty(trace.Outputs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bridge(\"")]
    [InlineData("    output:1\n 999999. priority 1\nDatapath actions: (((,1\n")]
    public void Anything_else_is_no_trace(string text) => Assert.Empty(SwitchTrace.Parse(text).Lookups);

    [Fact]
    public void Datapath_numbers_have_names() =>
        Assert.Equal(
            new Dictionary<int, string> { [1] = "br0", [2] = "p1", [3] = "a-eth0" },
            DatapathPorts.Parse("netdev@ovs-netdev: hit:0 missed:0\n  br0:\n    br0 65534/1: (tap)\n    p1 1/2: (internal)\n    patch 2/none: (patch: peer=x)\n    a-eth0 3/3: (system)\n"));
}
