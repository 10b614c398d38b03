using System.Globalization;
using System.Text;
using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Rendering;

/// <summary>A flow as one line in flow syntax, without what counts: what 'flow add' and ovs-ofctl read.</summary>
internal static class FlowLine
{
    public static string Of(Flow flow)
    {
        var invariant = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        if (flow.Cookie != 0) text.Append(invariant, $"cookie=0x{flow.Cookie:x},");
        text.Append(invariant, $"table={flow.Table},");
        if (flow.IdleTimeout != 0) text.Append(invariant, $"idle_timeout={flow.IdleTimeout},");
        if (flow.HardTimeout != 0) text.Append(invariant, $"hard_timeout={flow.HardTimeout},");
        foreach (var flag in flow.Flags) text.Append(flag).Append(',');
        text.Append(invariant, $"priority={flow.Priority},");
        if (flow.Match.Length > 0) text.Append(flow.Match).Append(',');
        return text.Append("actions=").Append(flow.Actions.Length > 0 ? flow.Actions : "drop").ToString();
    }
}
