using System.Net;
using System.Net.Sockets;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Throughput;

/// <summary>Two namespaces, and the address by which the first reaches the second.</summary>
internal sealed class MeasuredPath : IDisposable
{
    private MeasuredPath(NetworkNamespace from, NetworkNamespace to, IPAddress target) => (From, To, Target) = (from, to, target);

    public NetworkNamespace From { get; }

    public NetworkNamespace To { get; }

    public IPAddress Target { get; }

    /// <exception cref="CommandFailure">There is no such namespace, or the receiver has no address.</exception>
    public static MeasuredPath Open(string from, string to)
    {
        var sender = NamedNamespaceAccess.Open(EndArgument.HostOf(from));
        try
        {
            var receiver = NamedNamespaceAccess.Open(EndArgument.HostOf(to));
            try
            {
                return new MeasuredPath(sender, receiver, Choose(Addresses(sender), Addresses(receiver)) ?? throw new CommandFailure(ExitCode.NotFound, $"{to} has no address"));
            }
            catch
            {
                receiver.Dispose();
                throw;
            }
        }
        catch
        {
            sender.Dispose();
            throw;
        }
    }

    /// <summary>An address of a network that both share, else the first.</summary>
    internal static IPAddress? Choose(IReadOnlyList<AddressEntry> near, IReadOnlyList<AddressEntry> far) => far
        .OrderByDescending(address => near.Any(own => own.Address.AddressFamily == address.Address.AddressFamily && own.PrefixLength == address.PrefixLength && Network(own).Equals(Network(address))))
        .ThenBy(address => address.Address.AddressFamily == AddressFamily.InterNetworkV6)
        .Select(address => address.Address)
        .FirstOrDefault();

    public void Dispose()
    {
        From.Dispose();
        To.Dispose();
    }

    private static List<AddressEntry> Addresses(NetworkNamespace ns)
    {
        using var route = ns.OpenRouteSocket();
        return [.. route.GetAddresses().Where(address => !IPAddress.IsLoopback(address.Address) && !address.Address.IsIPv6LinkLocal)];
    }

    private static IPNetwork Network(AddressEntry entry)
    {
        var bytes = entry.Address.GetAddressBytes();
        for (var bit = entry.PrefixLength; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), entry.PrefixLength);
    }
}
