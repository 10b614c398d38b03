using System.Net;

namespace OvsCtl.Cli.Captures.Filters;

/// <summary>host, net: an address of IP or ARP within a network; a host is a network of one.</summary>
internal sealed class NetworkFilter(IPNetwork network, Direction direction) : FrameFilter
{
    private readonly byte[] _base = network.BaseAddress.GetAddressBytes();

    public override bool Matches(in FrameHeaders frame) =>
        (direction != Direction.Destination && Contains(frame.Source)) || (direction != Direction.Source && Contains(frame.Destination));

    private bool Contains(ReadOnlySpan<byte> address)
    {
        if (address.Length != _base.Length) return false;
        var (whole, bits) = (network.PrefixLength / 8, network.PrefixLength % 8);
        return address[..whole].SequenceEqual(_base.AsSpan(0, whole)) && (bits == 0 || (address[whole] ^ _base[whole]) >> (8 - bits) == 0);
    }
}
