using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>OFPT_PORT_STATUS in Open vSwitch's words.</summary>
internal static class PortStatusText
{
    /// <exception cref="OpenFlowProtocolException">There is no such reason, or Open vSwitch has no such port.</exception>
    public static string Format(PortStatus status)
    {
        var reason = status.Reason switch
        {
            PortStatusReason.Add => " ADD:",
            PortStatusReason.Delete => " DEL:",
            PortStatusReason.Modify => " MOD:",
            _ => throw new OpenFlowProtocolException($"{(int)status.Reason} is no reason to tell of a port.", OfpError.NXBRC_BAD_REASON),
        };
        var text = new StringBuilder(reason);
        PortRange.Check(status.Port.Number);
        PortDescriptionText.Append(text, status.Port);
        return text.ToString();
    }
}
