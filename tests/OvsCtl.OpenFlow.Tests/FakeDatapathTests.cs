using System.Net;
using OvsCtl.Testing;

namespace OvsCtl.OpenFlow.Tests;

public sealed class FakeDatapathTests
{
    private static readonly PortNumber s_one = new(1), s_two = new(2), s_three = new(3);

    private readonly FakeDatapath _datapath = new(s_one, s_two, s_three);

    [Fact]
    public void The_highest_priority_wins_and_what_nothing_matches_is_dropped()
    {
        _datapath.Apply(Flow(10, Match.Any, PortNumber.Flood));
        _datapath.Apply(Flow(20, Match.Any.EthDst(2), s_two));

        Assert.Equal([s_two], _datapath.Receive(s_one, Frame(destination: 2)));
        Assert.Equal([s_two, s_three], _datapath.Receive(s_one, Frame(destination: 9)));
        Assert.Empty(new FakeDatapath(s_one, s_two).Receive(s_one, Frame(destination: 2)));
    }

    [Fact]
    public void A_frame_never_leaves_by_the_port_it_came_in_by_unless_told_to()
    {
        _datapath.Apply(Flow(10, Match.Any, s_one));
        Assert.Empty(_datapath.Receive(s_one, Frame(destination: 2)));

        _datapath.Apply(Flow(10, Match.Any, PortNumber.InPort));
        Assert.Equal([s_one], _datapath.Receive(s_one, Frame(destination: 2)));
    }

    [Fact]
    public void Arp_senders_and_ip_sources_can_be_told_apart_over_two_tables()
    {
        _datapath.Apply(new FlowMod { Match = Match.Any.EthType(0x0806).ArpSpa(IPAddress.Parse("10.0.0.1")), Instructions = [new GotoTable(new TableId(1))] });
        _datapath.Apply(new FlowMod { Match = Match.Any.EthType(0x0800).Ipv4Src(IPAddress.Parse("10.0.0.0"), 24), Instructions = [new GotoTable(new TableId(1))] });
        _datapath.Apply(Flow(1, Match.Any, PortNumber.Controller) with { TableId = new TableId(1) });

        Assert.Equal([PortNumber.Controller], _datapath.Receive(s_one, Arp("0a000001")));
        Assert.Empty(_datapath.Receive(s_one, Arp("0a000002")));
        Assert.Equal([PortNumber.Controller], _datapath.Receive(s_one, Ipv4("0a0000c8")));
        Assert.Empty(_datapath.Receive(s_one, Ipv4("0a0001c8")));
    }

    [Fact]
    public void Normal_learns_where_addresses_are()
    {
        _datapath.Apply(Flow(0, Match.Any, PortNumber.Normal));

        Assert.Equal([s_two, s_three], _datapath.Receive(s_one, Frame(destination: 2, source: 1)));
        Assert.Equal([s_one], _datapath.Receive(s_two, Frame(destination: 1, source: 2)));
    }

    [Fact]
    public void Deleting_looks_at_the_cookie_and_adding_replaces_the_same_match_and_priority()
    {
        _datapath.Apply(Flow(1, Match.Any, s_one) with { Cookie = new Cookie(0x10) });
        _datapath.Apply(Flow(1, Match.Any, s_two) with { Cookie = new Cookie(0x11) });
        _datapath.Apply(Flow(2, Match.Any, s_two) with { Cookie = new Cookie(0x20) });
        Assert.Equal(2, _datapath.Flows.Count);

        _datapath.Apply(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All, Cookie = new Cookie(0x10), CookieMask = new Cookie(0xf0) });

        Assert.Equal([new Cookie(0x20)], _datapath.Flows.Select(flow => flow.Cookie));
    }

    [Fact]
    public void The_action_set_is_executed_at_the_end_with_the_output_last()
    {
        _datapath.Apply(new FlowMod { Instructions = [new WriteActions([new Output(s_two), new SetField(MatchField.EthDst, 7)]), new GotoTable(new TableId(1))] });
        _datapath.Apply(new FlowMod { TableId = new TableId(1), Instructions = [new WriteActions([new Output(s_three)])] });

        Assert.Equal([s_three], _datapath.Receive(s_one, Frame(destination: 2)));
    }

    [Fact]
    public void Learning_ends_at_the_limit_of_its_cookie_but_goes_on_for_those_it_knows()
    {
        _datapath.Apply(FlowSyntax.ParseAdd("actions=learn(table=1,cookie=0x7,limit=1,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[]),goto_table:1"));
        _datapath.Receive(s_one, Frame(destination: 9, source: 1));
        _datapath.Receive(s_one, Frame(destination: 9, source: 2));
        Assert.Empty(_datapath.Receive(s_three, Frame(destination: 2, source: 1)));

        Assert.Empty(_datapath.Receive(s_one, Frame(destination: 2, source: 3)));
        Assert.Equal([s_three], _datapath.Receive(s_two, Frame(destination: 1, source: 2)));
        Assert.Equal([new Cookie(7)], _datapath.Flows.Where(flow => flow.TableId == new TableId(1)).Select(flow => flow.Cookie));
    }

    private static FlowMod Flow(ushort priority, Match match, PortNumber port) =>
        new() { Priority = priority, Match = match, Instructions = [new ApplyActions([new Output(port)])] };

    private static byte[] Frame(int destination, int source = 1, string typeAndPayload = "88cc") =>
        Convert.FromHexString($"{destination:x12}{source:x12}{typeAndPayload}");

    private static byte[] Arp(string sender) => Frame(2, 1, "0806" + "0001080006040001" + "000000000001" + sender + "000000000000" + "0a000009");

    private static byte[] Ipv4(string source) => Frame(2, 1, "0800" + "4500001400000000" + "40ff0000" + source + "0a000009");
}
