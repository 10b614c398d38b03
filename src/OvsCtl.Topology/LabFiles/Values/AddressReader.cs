using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>Reads addresses and networks; null when the text is none, which has then been reported.</summary>
internal sealed class AddressReader(ErrorList errors)
{
    /// <summary>An address as an interface may carry it: with a prefix, and not the network's own or its broadcast address.</summary>
    public InterfaceAddress? Interface(Word word)
    {
        if (WithPrefix(word) is not { } address) return null;
        if (Problem(address) is not { } problem) return address;
        errors.Add(word.At, $"{address} {problem}");
        return null;
    }

    public IPNetwork? Network(Word word)
    {
        if (WithPrefix(word) is not { } address) return null;
        if (address.Network.BaseAddress.Equals(address.Address)) return address.Network;
        errors.Add(word.At, $"{address} is an address inside a network; the network is {address.Network}");
        return null;
    }

    /// <summary>An address of one machine, without a prefix.</summary>
    public IPAddress? Bare(Word word)
    {
        var slash = word.Text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && AddressText.TryParse(word.Text[..slash], out var inner, out _))
        {
            errors.Add(word.At, $"{word} has a prefix; here the address alone is wanted: {inner}");
            return null;
        }

        if (Parse(word) is not { } address) return null;
        if (!IsUnspecified(address) && !IsMulticast(address) && !address.Equals(IPAddress.Broadcast)) return address;
        errors.Add(word.At, $"{address} is not the address of one interface");
        return null;
    }

    private InterfaceAddress? WithPrefix(Word word)
    {
        var slash = word.Text.IndexOf('/', StringComparison.Ordinal);
        if (Parse(slash < 0 ? word : word[..slash]) is not { } address) return null;
        if (slash < 0)
        {
            errors.Add(word.At, $"{address} needs a prefix, e.g. {address}/{(address.AddressFamily == AddressFamily.InterNetwork ? 24 : 64)}");
            return null;
        }

        var prefix = word[(slash + 1)..];
        var most = AddressText.Bits(address);
        if (int.TryParse(prefix.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= most) return new InterfaceAddress(address, bits);
        errors.Add(prefix.At, $"the prefix of {address} must be a whole number from 0 to {most}, found {prefix}");
        return null;
    }

    private IPAddress? Parse(Word word)
    {
        if (AddressText.TryParse(word.Text, out var address, out var problem)) return address;
        errors.Add(word.At, $"{word} is not an address: {problem}");
        return null;
    }

    private static string? Problem(InterfaceAddress address)
    {
        if (IsUnspecified(address.Address) || address.Address.Equals(IPAddress.Broadcast)) return "is not the address of one interface";
        if (IsMulticast(address.Address)) return "is a multicast address, not one of an interface";
        if (address.PrefixLength == 0) return "has no network: its prefix must be at least 1";
        // RFC 3021: both addresses of a /31 are hosts'. IPv6 has no broadcast, and its first address is a router's (RFC 4291 §2.6.1).
        if (address.Address.AddressFamily != AddressFamily.InterNetwork || address.PrefixLength >= 31) return null;
        var network = address.Network;
        if (address.Address.Equals(network.BaseAddress)) return $"is the address of the network {network} itself; a host needs another";
        return address.Address.Equals(Broadcast(network)) ? $"is the broadcast address of {network}; a host needs another" : null;
    }

    private static IPAddress Broadcast(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static bool IsUnspecified(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool IsMulticast(IPAddress address) => address.IsIPv6Multicast || (address.GetAddressBytes() is [>= 224 and < 240, _, _, _]);
}
