using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>All labs as trees, then the bridges of others.</summary>
internal static class TopologyView
{
    public static void Write(Page page, TopologyReply topology)
    {
        var isFirst = true;
        foreach (var lab in topology.Labs)
        {
            Separate();
            page.Line($"lab {lab.Summary.Name}");
            TopologyTree.Write(page, lab);
        }

        foreach (var bridge in topology.Bridges)
        {
            Separate();
            BridgeView.Write(page, bridge);
        }

        if (isFirst) page.Line("no labs, no bridges");

        void Separate()
        {
            if (!isFirst) page.Line();
            isFirst = false;
        }
    }
}
