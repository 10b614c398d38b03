namespace OvsCtl.Ovsdb;

/// <summary>One of the three requests that start a monitor, best last to be added first to be tried.</summary>
internal sealed record MonitorMethod(string Name)
{
    /// <summary>RFC 7047 §4.1.5: whole rows, followed by "update".</summary>
    public static readonly MonitorMethod Plain = new("monitor");

    /// <summary>ovsdb-server(7), since 2.6: differences, followed by "update2".</summary>
    public static readonly MonitorMethod Conditional = new("monitor_cond");

    /// <summary>ovsdb-server(7), since 2.12: goes on from a transaction seen before, followed by "update3".</summary>
    public static readonly MonitorMethod Since = new("monitor_cond_since");
}
