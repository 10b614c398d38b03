using System.Net;

namespace OvsCtl.OpenFlow.Tests.Matches;

public sealed class MatchTests
{
    [Fact]
    public void Matches_are_equal_whatever_order_and_masks_they_were_written_with()
    {
        var one = Match.Any.EthType(0x0800).Ipv4Dst(IPAddress.Parse("10.1.2.3"), 8).InPort(new PortNumber(1));
        var other = Match.Any.InPort(new PortNumber(1)).Ipv4Dst(IPAddress.Parse("10.0.0.0"), 8).EthType(0x0800).EthDst(5, 0);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other.EthDst(5));
        Assert.Equal(Match.Any.EthDst(5), Match.Any.EthDst(5, 0xffffffffffff));
    }

    [Fact]
    public void Prerequisites_are_written_first_whatever_order_they_were_given_in()
    {
        var match = Match.Any.TcpDst(80).IpProto(6).EthType(0x0800);

        Assert.Equal([MatchField.EthType, MatchField.IpProto, MatchField.TcpDst], match.Entries.Select(e => e.Field));
        Assert.Empty(match.UnmetPrerequisites());
        Assert.Equal([MatchField.TcpDst], Match.Any.TcpDst(80).EthType(0x0800).IpProto(17).UnmetPrerequisites());
    }

    [Fact]
    public void A_value_that_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Match.Any.EthDst(1UL << 48));
        Assert.Throws<ArgumentException>(() => Match.Any.With(MatchField.EthDst, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Match.Any.With(MatchField.EthType, [8, 0], [0xff, 0]));
        Assert.Throws<ArgumentException>(() => Match.Any.Ipv4Src(IPAddress.IPv6Loopback));
        Assert.Throws<ArgumentOutOfRangeException>(() => Match.Any.Ipv4Src(IPAddress.Loopback, 33));
    }

    [Fact]
    public void The_table_holds_the_forty_fields_of_the_standard_and_no_name_twice()
    {
        Assert.Equal(Enumerable.Range(0, 40), MatchField.All.Where(field => field.OxmClass == 0x8000 && field.Number < 40).Select(field => (int)field.Number).Order());
        Assert.Equal(MatchField.All.Count, MatchField.All.Select(field => field.Name).Distinct().Count());
    }

    [Fact]
    public void Ports_are_named_where_a_name_is_known()
    {
        var match = Match.Any.InPort(new PortNumber(1)).EthDst(0x020000000001);

        Assert.Equal("in_port=1,dl_dst=02:00:00:00:00:01", match.ToString());
        Assert.Equal("in_port=\"s1-eth1\",dl_dst=02:00:00:00:00:01", match.ToString(_ => "s1-eth1"));
        Assert.Equal("output:eth1,LOCAL", FlowText.Actions([new ApplyActions([new Output(new PortNumber(1)), new Output(PortNumber.Local)])], _ => "eth1"));
        Assert.Equal("drop", FlowText.Actions([]));
    }

    [Fact]
    public void Instructions_compare_by_their_actions()
    {
        Assert.Equal(new ApplyActions([new Output(new PortNumber(1))]), new ApplyActions(new List<FlowAction> { new Output(new PortNumber(1)) }));
        Assert.NotEqual(new ApplyActions([new Output(new PortNumber(1))]), new ApplyActions([new Output(new PortNumber(2))]));
    }
}
