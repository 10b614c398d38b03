using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.OpenFlow.Tests.Syntax;

public sealed class FlowSyntaxTests
{
    [Theory]
    [InlineData("in_prot=1,actions=drop", 0, "did you mean in_port?")]
    [InlineData("ip,nw_src=10.0.0.999,actions=drop", 10, "is no IPv4 address")]
    [InlineData("actions=output:1,ouptut:2", 17, "did you mean output?")]
    [InlineData("priority=70000,actions=drop", 9, "0 to 65535 is allowed")]
    [InlineData("actions=mod_nw_src:1.2.3.4", 8, "needs a match on ip")]
    [InlineData("tcp,tcp_flags=+syn+sin,actions=drop", 19, "did you mean fin?")]
    [InlineData("actions=load:8->reg0[0..2]", 13, "does not fit into 3 bits")]
    [InlineData("actions=goto_table:1,output:2", 21, "in the order meter, actions")]
    [InlineData("ip,nw_dst=10.0.0.0/8", 20, "actions=drop for none")]
    [InlineData("actions=controller(reason=foo)", 26, "no_match, action, invalid_ttl")]
    [InlineData("table=3,actions=goto_table:2", 27, "above 3")]
    [InlineData("actions=ct(commit)", 8, "ct needs a match on ip or ipv6")]
    [InlineData("actions=set_field:1->ct_state", 21, "read-only")]
    [InlineData("modify table=1,out_port=3,actions=drop", 15, "out_port has no meaning here")]
    public void An_error_says_where_it_is_and_what_is_allowed(string flow, int position, string what)
    {
        var error = Assert.Throws<FlowSyntaxException>(() => FlowSyntax.Parse(flow));

        Assert.Equal(position, error.Position);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"at character {position + 1}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_a_flow_or_a_syntax_error_and_never_anything_else()
    {
        var piece = Gen.Elements("actions=", "add ", "delete ", "ip", "tcp", "nw_src", "=", ":", ",", "(", ")", "/", "->", "[", "]", "..", "reg0", "xxreg1", "tun_metadata3", "0x", "ff", "1", "-1", "65536", "99999999999999999999", "learn", "ct", "nat", "clone", "set_field", "load", "move", "bundle", "encap", "nsh", "tlv", "output", "LOCAL", "*", "+trk", "|", "\"", " ", "é", "\0");
        Prop.ForAll(Arb.From(piece.ListOf().Select(string.Concat)), text =>
        {
            try
            {
                Assert.Equal(new Xid(2), FlowSyntax.Parse(text).Xid);
            }
            catch (FlowSyntaxException e)
            {
                Assert.InRange(e.Position, 0, text.Length);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithReplay(20261122, 1).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_a_full_stack()
    {
        const int levels = 50_000;
        Assert.Contains("nested too deeply", Assert.Throws<FlowSyntaxException>(() => FlowSyntax.ParseAdd("actions=" + string.Concat(Enumerable.Repeat("clone(", levels)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_can_be_changed_and_deleted()
    {
        Assert.Equal(FlowModCommand.Add, FlowSyntax.Parse("actions=drop").Command);
        Assert.Equal(FlowModCommand.ModifyStrict, FlowSyntax.Parse("modify_strict priority=3,actions=drop").Command);
        var delete = FlowSyntax.Parse("delete table=1,cookie=0x15/0xf,out_port=3,ip");
        Assert.Equal((FlowModCommand.Delete, new TableId(1), new Cookie(5), new Cookie(15), new PortNumber(3)), (delete.Command, delete.TableId, delete.Cookie, delete.CookieMask, delete.OutPort));
        Assert.Equal(TableId.All, FlowSyntax.Parse("delete_strict").TableId);
    }

    [Fact]
    public void What_was_written_is_read_back_to_the_same_flow()
    {
        // Some can be written but not read: what a switch refuses, nat in the wrong place, bytes without their first zero.
        string[] notRead = ["),nat", "[],nat", "tlv("];
        var isRead = (FlowVector vector) => vector is { Differs: null, Text: { } written } && !vector.Flow.StartsWith("delete", StringComparison.Ordinal) && !written.Contains("decode error", StringComparison.Ordinal);
        foreach (var flow in FlowVector.LoadAll().Where(isRead).Select(vector => FlowSyntax.Parse(vector.Flow)))
        {
            var text = FlowText.Match(flow.Match) + ",actions=" + FlowText.Actions(flow.Instructions);
            if (notRead.Any(part => text.Contains(part, StringComparison.Ordinal))) continue;
            Assert.Equal(text, Again(text));
        }

        static string Again(string text)
        {
            var flow = FlowSyntax.ParseAdd(text);
            return FlowText.Match(flow.Match) + ",actions=" + FlowText.Actions(flow.Instructions);
        }
    }
}
