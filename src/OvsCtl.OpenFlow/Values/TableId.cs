using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The number of a flow table, 0 to 254.</summary>
/// <param name="Value">The number as on the wire.</param>
public readonly record struct TableId(byte Value)
{
    /// <summary>OFPTT_ALL: every table, in requests and deletions.</summary>
    public static readonly TableId All = new(255);

    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
