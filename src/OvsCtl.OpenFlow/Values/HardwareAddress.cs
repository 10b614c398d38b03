using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>A 48-bit IEEE 802 address, kept in the low bits of a number.</summary>
/// <param name="Value">The address: <c>02:00:00:00:00:01</c> is 0x020000000001.</param>
public readonly record struct HardwareAddress(ulong Value)
{
    /// <summary>The address as the number that <see cref="Match"/> takes.</summary>
    /// <param name="address">The address.</param>
    public static implicit operator ulong(HardwareAddress address) => address.Value;

    /// <summary>The address as a number; what the operator does, by name.</summary>
    public ulong ToUInt64() => Value;

    /// <summary>The address as six pairs of hexadecimal digits, <c>02:00:00:00:00:01</c>.</summary>
    public override string ToString()
    {
        var value = Value;
        return string.Join(':', Enumerable.Range(0, 6).Select(i => ((byte)(value >> (40 - (8 * i)))).ToString("x2", CultureInfo.InvariantCulture)));
    }
}
