using OvsCtl.Controller.Forwarding;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Switches;

/// <summary>What a message says that a switch sends unasked.</summary>
internal static class SwitchNews
{
    /// <summary>Whether what was read of the flows may hold no longer. What the switch learns is none of a lab's flows.</summary>
    public static bool IsChange(OpenFlowMessage message) => message switch
    {
        PacketIn => false,
        FlowMonitorReply reply => !reply.Updates.All(IsLearning),
        _ => true,
    };

    /// <summary>Whether to look at the lab again. What we do ourselves is told too, but only that it was done.</summary>
    public static bool IsNews(OpenFlowMessage message) => message switch
    {
        PortStatus => true,
        FlowMonitorReply reply => reply.Updates.Any(u => u.Event != FlowUpdateEvent.Abbreviated && !IsLearning(u)),
        // The monitor pauses when there is too much to tell, and says so in a message of Open vSwitch's own.
        RawMessage or ExperimenterMessage => true,
        _ => false,
    };

    private static bool IsLearning(FlowUpdate update) => update.Event != FlowUpdateEvent.Abbreviated && LearnedFlows.IsCookie(update.Cookie.Value);
}
