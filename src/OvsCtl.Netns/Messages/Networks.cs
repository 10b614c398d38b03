using System.Net;

namespace OvsCtl.Netns.Messages;

/// <summary>Networks as the kernel sends them: an address and a length, which need not fit.</summary>
internal static class Networks
{
    /// <exception cref="InvalidDataException">The address has bits beyond the prefix, or the prefix is too long.</exception>
    public static IPNetwork Create(IPAddress address, int prefixLength)
    {
        try
        {
            return new IPNetwork(address, prefixLength);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"Netlink network {address}/{prefixLength}.", e);
        }
    }
}
