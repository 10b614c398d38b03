using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Counters, with a question mark for those the switch does not have: all bits are set then.</summary>
internal static class CounterText
{
    public static string Format(string name, ulong count) =>
        count == ulong.MaxValue ? $"{name}=?" : string.Create(CultureInfo.InvariantCulture, $"{name}={count}");
}
