using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The number of a meter (ofp_meter).</summary>
/// <param name="Value">The number as on the wire; meters of flows begin at 1.</param>
public readonly record struct MeterId(uint Value)
{
    /// <summary>OFPM_MAX: the highest number a meter of flows may have.</summary>
    public static readonly MeterId Max = new(0xffff0000);

    /// <summary>OFPM_SLOWPATH: what the switch treats in software.</summary>
    public static readonly MeterId SlowPath = new(0xfffffffd);

    /// <summary>OFPM_CONTROLLER: what the switch sends to the controller.</summary>
    public static readonly MeterId Controller = new(0xfffffffe);

    /// <summary>OFPM_ALL: every meter, in requests and deletions.</summary>
    public static readonly MeterId All = new(0xffffffff);

    /// <summary>The number in decimal, or the word ovs-ofctl has for a virtual meter: <c>slowpath</c>, <c>controller</c>, <c>all</c>.</summary>
    public override string ToString() => Value switch
    {
        <= 0xffff0000 => Value.ToString(CultureInfo.InvariantCulture),
        0xfffffffd => "slowpath",
        0xfffffffe => "controller",
        0xffffffff => "all",
        _ => "unknown",
    };
}
