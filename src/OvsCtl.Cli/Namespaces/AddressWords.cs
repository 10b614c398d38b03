using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OvsCtl.Cli.Namespaces;

/// <summary>Addresses and networks on the command line.</summary>
internal static class AddressWords
{
    public static IPAddress? Address(ArgumentResult result)
    {
        if (TryParse(result.Tokens[0].Value, out var address)) return address;
        result.AddError($"'{result.Tokens[0].Value}' is no address, e.g. 10.0.0.1");
        return null;
    }

    public static (IPAddress Address, int PrefixLength) WithPrefix(ArgumentResult result)
    {
        if (result.Tokens[0].Value.Split('/') is [var text, var prefix] && TryParse(text, out var address) && byte.TryParse(prefix, out var length) && length <= address.GetAddressBytes().Length * 8) return (address, length);
        result.AddError($"'{result.Tokens[0].Value}' is no address with its prefix, e.g. 10.0.0.1/24");
        return default;
    }

    /// <summary>A network, or an address, which is one host.</summary>
    public static bool TryParseNetwork(string text, out IPNetwork network)
    {
        network = default;
        var parts = text.Split('/');
        if (!TryParse(parts[0], out var address)) return false;
        var size = address.GetAddressBytes().Length * 8;
        var length = size;
        if (parts.Length > 2 || (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= size))) return false;
        network = new IPNetwork(address, length);
        return true;
    }

    /// <summary>IPAddress takes "10.1" for an address too; nobody means that.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text);
}
