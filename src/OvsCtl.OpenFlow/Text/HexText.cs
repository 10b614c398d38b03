namespace OvsCtl.OpenFlow;

/// <summary>Long numbers in hexadecimal, <c>0x0</c> for zero.</summary>
internal static class HexText
{
    public static string Number(ReadOnlySpan<byte> bytes)
    {
        var digits = Convert.ToHexStringLower(bytes).TrimStart('0');
        return "0x" + (digits.Length == 0 ? "0" : digits);
    }
}
