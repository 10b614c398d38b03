namespace OvsCtl.OpenFlow;

/// <summary>Reads flows as <c>ovs-ofctl</c> does (ovs-ofctl(8), Flow Syntax).</summary>
public static class FlowSyntax
{
    /// <summary>A flow to add, <c>priority=10,ip,nw_dst=10.0.0.0/8,actions=output:1</c>, as <c>add-flow</c> reads it.</summary>
    /// <param name="text">The flow.</param>
    /// <param name="portNamed">Gives the port of a name, or null when there is none; null for numbers and reserved words only.</param>
    /// <param name="tableNamed">Gives the table of a name, or null when there is none; null for numbers only.</param>
    /// <returns>The FLOW_MOD, with transaction id 2 as ovs-ofctl gives its first.</returns>
    /// <exception cref="FlowSyntaxException">The text is wrong; the exception says where.</exception>
    public static FlowMod ParseAdd(string text, Func<string, PortNumber?>? portNamed = null, Func<string, TableId?>? tableNamed = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FlowParser.Parse(new TextPart(text, 0, portNamed, tableNamed), FlowModCommand.Add);
    }

    /// <summary>Which flows are meant, <c>table=1,dl_dst=02:00:00:00:00:01</c>, as <c>dump-flows</c> and <c>del-flows</c> read it; the empty text means all.</summary>
    /// <param name="text">The conditions, without actions.</param>
    /// <param name="portNamed">Gives the port of a name, or null when there is none; null for numbers and reserved words only.</param>
    /// <param name="tableNamed">Gives the table of a name, or null when there is none; null for numbers only.</param>
    /// <returns>The DELETE that would be for the same flows: its table, match, cookie and ports are the conditions.</returns>
    /// <exception cref="FlowSyntaxException">The text is wrong; the exception says where.</exception>
    public static FlowMod ParseFilter(string text, Func<string, PortNumber?>? portNamed = null, Func<string, TableId?>? tableNamed = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FlowParser.Parse(new TextPart(text, 0, portNamed, tableNamed), FlowModCommand.Delete);
    }

    /// <summary>A change of flows, as a line of the file of <c>add-flows</c>: what <see cref="ParseAdd"/> reads, with <c>add</c>, <c>modify</c>, <c>modify_strict</c>, <c>delete</c> or <c>delete_strict</c> before it or without.</summary>
    /// <param name="text">The line.</param>
    /// <returns>The FLOW_MOD, with transaction id 2 as ovs-ofctl gives its first.</returns>
    /// <exception cref="FlowSyntaxException">The text is wrong; the exception says where.</exception>
    public static FlowMod Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FlowParser.ParseLine(new TextPart(text, 0));
    }
}
