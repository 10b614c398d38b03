using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The interfaces of root or of a host, with their final names.</summary>
internal sealed class LabNamespace
{
    private const int ListedAddresses = 4;

    // Sets, because a file of the largest size has thousands of interfaces in a host and as many routes.
    private readonly Dictionary<string, LabInterface> _interfaces;
    private readonly HashSet<IPAddress> _addresses;
    private readonly HashSet<IPNetwork> _networks;
    private readonly List<int> _prefixLengths;

    public LabNamespace(string name, IReadOnlyList<LabInterface> interfaces, IReadOnlyList<InterfaceAddress> loopback, bool isDoubtful)
    {
        Name = name;
        IsDoubtful = isDoubtful;
        _interfaces = interfaces.DistinctBy(i => i.Name).ToDictionary(i => i.Name);
        _addresses = [.. interfaces.Select(i => i.Address?.Address).OfType<IPAddress>()];
        _networks = [.. interfaces.Select(i => i.Address?.Network).OfType<IPNetwork>()];
        _prefixLengths = [.. _networks.Select(n => n.PrefixLength).Distinct()];
        Families = loopback.Select(a => a.Address).Concat(_addresses).Select(a => a.AddressFamily).ToHashSet();
        AddressSummary = Describe(interfaces);
    }

    public string Name { get; }

    /// <summary>True when a part of it could not be read, which has been reported: what is missing here may be there.</summary>
    public bool IsDoubtful { get; }

    /// <summary>Whether others can reach it at all; an address of the loopback will do.</summary>
    public bool HasAddress => Families.Count > 0;

    /// <summary>The families of its addresses, the loopback's among them.</summary>
    public IReadOnlySet<AddressFamily> Families { get; }

    /// <summary>For messages: <c>red has 172.16.10.1/24 on eth0</c>.</summary>
    public string AddressSummary { get; }

    /// <summary>Without lo.</summary>
    public IReadOnlyCollection<string> InterfaceNames => _interfaces.Keys;

    public LabInterface? Find(string name) => _interfaces.GetValueOrDefault(name);

    /// <summary>Whether one of its interfaces, the loopback apart, has this address.</summary>
    public bool Owns(IPAddress address) => _addresses.Contains(address);

    /// <summary>Whether a neighbour with this address can be reached without a gateway.</summary>
    public bool IsOnLink(IPAddress address) =>
        _prefixLengths.Any(bits => bits <= AddressText.Bits(address) && _networks.Contains(new InterfaceAddress(address, bits).Network));

    private string Describe(IReadOnlyList<LabInterface> interfaces)
    {
        var addressed = interfaces.Where(i => i.Address is not null).ToList();
        if (addressed.Count == 0) return $"{Name} has no address on an interface";
        var more = addressed.Count > ListedAddresses ? $" and {addressed.Count - ListedAddresses} more" : "";
        return $"{Name} has {string.Join(", ", addressed.Take(ListedAddresses).Select(i => $"{i.Address} on {i.Name}"))}{more}";
    }
}
