using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The transaction id of a message: a reply or error repeats the one of its request.</summary>
/// <param name="Value">The id as on the wire.</param>
public readonly record struct Xid(uint Value)
{
    /// <summary>The id in hexadecimal, with <c>0x</c>.</summary>
    public override string ToString() => "0x" + Value.ToString("x", CultureInfo.InvariantCulture);
}
