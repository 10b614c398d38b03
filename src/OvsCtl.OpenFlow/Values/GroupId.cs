using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The number of a group (ofp_group).</summary>
/// <param name="Value">The number as on the wire.</param>
public readonly record struct GroupId(uint Value)
{
    /// <summary>OFPG_MAX: the highest number a group may have.</summary>
    public static readonly GroupId Max = new(0xffffff00);

    /// <summary>OFPG_ALL: every group, in requests and deletions.</summary>
    public static readonly GroupId All = new(0xfffffffc);

    /// <summary>OFPG_ANY: no group in particular.</summary>
    public static readonly GroupId Any = new(0xffffffff);

    /// <summary>The number in decimal, or <c>ALL</c> or <c>ANY</c>.</summary>
    public override string ToString() => Value switch
    {
        0xfffffffc => "ALL",
        0xffffffff => "ANY",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
