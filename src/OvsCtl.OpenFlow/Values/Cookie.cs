using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The 64-bit mark a controller puts on its flows; the switch never looks at it except to select flows.</summary>
/// <param name="Value">The mark as on the wire.</param>
public readonly record struct Cookie(ulong Value)
{
    /// <summary>All bits set: as a mask it selects one exact cookie.</summary>
    public static readonly Cookie ExactMask = new(ulong.MaxValue);

    /// <summary>The mark in hexadecimal, with <c>0x</c>.</summary>
    public override string ToString() => "0x" + Value.ToString("x", CultureInfo.InvariantCulture);
}
