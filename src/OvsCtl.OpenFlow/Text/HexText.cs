namespace OvsCtl.OpenFlow;

/// <summary>Long numbers in hexadecimal, plain 0 for zero.</summary>
internal static class HexText
{
    public static string Number(ReadOnlySpan<byte> bytes)
    {
        var digits = Convert.ToHexStringLower(bytes).TrimStart('0');
        return digits.Length == 0 ? "0" : "0x" + digits;
    }
}
