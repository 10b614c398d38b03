using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Two sets of flows as a difference: - is on the switch and should not be, + should be and is not.</summary>
internal static class FlowDiffView
{
    public static void Write(Page page, DiffFlowsReply reply, bool isWithFile)
    {
        if (reply.Missing.Count + reply.Unwanted.Count + reply.Different.Count == 0)
        {
            page.Line(isWithFile ? "the same" : "as desired");
            return;
        }

        foreach (var flow in reply.Unwanted) Gone(page, flow);
        foreach (var pair in reply.Different)
        {
            Gone(page, pair.Installed);
            Wanted(page, pair.Wanted);
        }

        foreach (var flow in reply.Missing) Wanted(page, flow);
    }

    private static void Gone(Page page, Flow flow) => page.Line(page.Bad($"-{FlowLine.Of(flow)}"));

    private static void Wanted(Page page, Flow flow)
    {
        page.Line(page.Good($"+{FlowLine.Of(flow)}"));
        if (flow.Why.Length > 0) page.Line($"   {flow.Why}");
    }
}
