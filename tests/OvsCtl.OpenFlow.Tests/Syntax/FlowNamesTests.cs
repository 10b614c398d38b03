namespace OvsCtl.OpenFlow.Tests.Syntax;

/// <summary>Ports by name, filters, and how a mistake is shown.</summary>
public sealed class FlowNamesTests
{
    [Theory]
    [InlineData("in_port=red-eth0,actions=output:blue", "in_port=3,actions=output:4")]
    [InlineData("in_port=\"red-eth0\",actions=\"blue\"", "in_port=3,actions=output:4")]
    [InlineData("actions=blue,output(port=red-eth0,max_len=100)", "actions=output:4,output(port=3,max_len=100)")]
    [InlineData("in_port=LOCAL,actions=NORMAL", "in_port=LOCAL,actions=NORMAL")]
    [InlineData("in_port=7,actions=bundle(eth_src,50,hrw,ofport,members:red-eth0,blue)", "in_port=7,actions=bundle(eth_src,50,hrw,ofport,members:3,4)")]
    public void Name_stands_for_its_number(string named, string numbered) =>
        Assert.Equal(FlowSyntax.ParseAdd(numbered).ToString(), FlowSyntax.ParseAdd(named, Port).ToString());

    [Fact]
    public void Unknown_name_is_an_error_at_its_place() =>
        Assert.Equal(8, Assert.Throws<FlowSyntaxException>(() => FlowSyntax.ParseAdd("in_port=green,actions=drop", Port)).Position);

    [Fact]
    public void Tables_have_names_wherever_a_table_may_stand()
    {
        var flow = FlowSyntax.ParseAdd("table=admission,actions=goto_table:forwarding", Port, Table);
        Assert.Equal("table=0,actions=goto_table:1", $"table={flow.TableId.Value},actions={string.Join(',', flow.Instructions)}");
        Assert.Equal(1, FlowSyntax.ParseFilter("table=forwarding", Port, Table).TableId.Value);
        Assert.Equal(6, Assert.Throws<FlowSyntaxException>(() => FlowSyntax.ParseFilter("table=forward", Port, Table)).Position);

        static TableId? Table(string name) => name switch { "admission" => new TableId(0), "forwarding" => new TableId(1), _ => null };
    }

    [Fact]
    public void Filter_has_conditions_and_no_actions()
    {
        var filter = FlowSyntax.ParseFilter("table=1,in_port=blue,cookie=0x10/0xff,out_port=red-eth0", Port);

        Assert.Equal((1, new Cookie(0x10), new Cookie(0xff), new PortNumber(3)), (filter.TableId.Value, filter.Cookie, filter.CookieMask, filter.OutPort));
        Assert.Equal("in_port=4", filter.Match.ToString());
        Assert.Equal((TableId.All, Match.Any), (FlowSyntax.ParseFilter("").TableId, FlowSyntax.ParseFilter("").Match));
        Assert.Contains(": priority has no meaning here; a field", Assert.Throws<FlowSyntaxException>(() => FlowSyntax.ParseFilter("priority=5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistake_has_a_caret_below_it()
    {
        const string Text = "ip,nw_dts=1.2.3.4,actions=drop";
        var error = Assert.Throws<FlowSyntaxException>(() => FlowSyntax.ParseAdd(Text));

        Assert.Equal($"{error.Message}\n  {Text}\n     ^", FlowSyntaxError.Excerpt(Text, error));
    }

    [Fact]
    public void Of_a_long_text_the_place_is_shown()
    {
        var text = string.Concat(Enumerable.Repeat("ip,", 100)) + "wrong\t=1," + string.Concat(Enumerable.Repeat("tcp,", 100)) + "actions=drop";
        var lines = FlowSyntaxError.Excerpt(text, Assert.Throws<FlowSyntaxException>(() => FlowSyntax.ParseAdd(text))).Split('\n');

        Assert.All(lines[1..], line => Assert.InRange(line.Length, 1, 102));
        Assert.StartsWith("wrong", lines[^2][lines[^1].IndexOf('^', StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static PortNumber? Port(string name) => name switch { "red-eth0" => new PortNumber(3), "blue" => new PortNumber(4), _ => null };
}
