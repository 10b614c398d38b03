using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Cli.Commands;

/// <summary>A line of bytes in hexadecimal, with spaces, tabs or dots between them as ovs-ofctl allows it.</summary>
internal static class HexLine
{
    public static bool TryRead(string line, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? error)
    {
        var read = new List<byte>(line.Length / 2);
        (bytes, error) = (null, null);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is ' ' or '.' or '\t' or '\r') continue;
            if (!char.IsAsciiHexDigit(line[at])) error = $"character {at + 1}: '{line[at]}' is not hexadecimal; the digits 0 to 9 and a to f are allowed";
            else if (at + 1 == line.Length || !char.IsAsciiHexDigit(line[at + 1])) error = $"character {at + 1}: a byte has two digits, this one has only '{line[at]}'";
            if (error is not null) return false;
            read.Add((byte)(Convert.ToInt32(line[at..(at + 2)], 16)));
            at++;
        }

        bytes = [.. read];
        return true;
    }
}
