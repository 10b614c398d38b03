using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Switches;

public sealed class SwitchNewsTests
{
    private static readonly FlowUpdate s_learned = new() { Event = FlowUpdateEvent.Added, TableId = PipelineTables.Learned, Cookie = new(LearnedFlows.Cookie(new(7))) };
    private static readonly FlowUpdate s_other = new() { Event = FlowUpdateEvent.Deleted };
    private static readonly FlowUpdate s_own = new() { Event = FlowUpdateEvent.Abbreviated, Xid = new(1) };

    [Fact]
    public void What_a_switch_learns_and_forgets_is_neither_news_nor_a_change()
    {
        var reply = new FlowMonitorReply([s_learned, s_learned with { Event = FlowUpdateEvent.Modified }, s_learned with { Event = FlowUpdateEvent.Deleted }]);
        Assert.False(SwitchNews.IsNews(reply));
        Assert.False(SwitchNews.IsChange(reply));
    }

    [Fact]
    public void What_others_do_is_both_also_beside_what_is_learned()
    {
        Assert.True(SwitchNews.IsNews(new FlowMonitorReply([s_learned, s_other])));
        Assert.True(SwitchNews.IsChange(new FlowMonitorReply([s_learned, s_other])));
    }

    [Fact]
    public void What_we_do_ourselves_is_a_change_only()
    {
        Assert.False(SwitchNews.IsNews(new FlowMonitorReply([s_own])));
        Assert.True(SwitchNews.IsChange(new FlowMonitorReply([s_own])));
    }
}
