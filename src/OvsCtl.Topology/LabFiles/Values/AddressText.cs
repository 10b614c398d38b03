using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>The text of an IP address, more strictly than <see cref="IPAddress.TryParse(string, out IPAddress)"/>, which accepts "10.1" and "0x0a000001".</summary>
internal static class AddressText
{
    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>Whether text that may be a name was meant as an address.</summary>
    public static bool LooksLikeOne(string text) =>
        text.Contains(':', StringComparison.Ordinal) || (text.Contains('.', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c is '.' or '/'));

    public static bool TryParse(string text, out IPAddress address, out string problem)
    {
        address = IPAddress.None;
        problem = text.Contains(':', StringComparison.Ordinal) ? ProblemOfIPv6(text) : ProblemOfIPv4(text);
        if (problem.Length > 0) return false;
        address = IPAddress.Parse(text);
        return true;
    }

    private static string ProblemOfIPv6(string text) =>
        // A scope (%eth0) belongs to a socket, not to an address in a file, and brackets belong to a port.
        text.AsSpan().IndexOfAny("%[]/") < 0 && IPAddress.TryParse(text, out _) ? "" : "not an IPv6 address";

    private static string ProblemOfIPv4(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4 || parts.Any(p => p.Length == 0 || !p.All(char.IsAsciiDigit))) return "an IPv4 address is four numbers with dots between";
        foreach (var part in parts)
        {
            if (part.Length > 1 && part[0] == '0') return $"{new Word(part, default)} begins with a zero";
            if (part.Length > 3 || int.Parse(part, CultureInfo.InvariantCulture) > 255) return $"{new Word(part, default)} is above 255";
        }

        return "";
    }
}
