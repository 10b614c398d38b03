using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The number of a queue of a port.</summary>
/// <param name="Value">The number as on the wire.</param>
public readonly record struct QueueId(uint Value)
{
    /// <summary>OFPQ_ALL: every queue, in requests.</summary>
    public static readonly QueueId All = new(0xffffffff);

    /// <summary>The number in decimal, or <c>ALL</c>.</summary>
    public override string ToString() => this == All ? "ALL" : Value.ToString(CultureInfo.InvariantCulture);
}
