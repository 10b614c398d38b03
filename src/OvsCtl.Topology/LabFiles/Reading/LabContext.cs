using System.Net;
using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>What the readers of the sections of one file share.</summary>
internal sealed class LabContext(ErrorList errors, Outline outline)
{
    private readonly Claims<IPAddress> _addresses = new("the address", errors);
    private readonly Claims<MacAddress> _macs = new("the MAC address", errors);
    private readonly HashSet<string> _doubtful = [];

    public ErrorList Errors => errors;

    public Outline Outline => outline;

    public ScalarReader Scalars { get; } = new(errors);

    public AddressReader Addresses { get; } = new(errors);

    /// <summary>Hosts of which an interface could not be read: what seems to be missing there may only be misspelt.</summary>
    public IReadOnlySet<string> Doubtful => _doubtful;

    public void Doubt(string host) => _doubtful.Add(host);

    /// <summary>The address of an interface, which no other may have.</summary>
    public InterfaceAddress? Address(Node? node, string key, string owner)
    {
        if (node is null) return null;
        if (Scalars.Text(node, key) is not { } word || Addresses.Interface(word) is not { } address)
        {
            Doubt(owner);
            return null;
        }

        // A link-local address is one per link (RFC 4291 §2.5.6); labs give every router fe80::1.
        if (!address.Address.IsIPv6LinkLocal) _addresses.Claim(address.Address, owner, word);
        return address;
    }

    /// <summary>The MAC address of an interface, which no other may have.</summary>
    public MacAddress? Mac(Node? node, string owner)
    {
        if (Scalars.Mac(node) is not { } mac) return null;
        _macs.Claim(mac, owner, new Word("", node?.At ?? default));
        return mac;
    }

    // Below 68 IPv4 does not work at all (RFC 791 §3.2); the kernel's own limit for a veth is 65535.
    public int? Mtu(Node? node) => Scalars.Integer(node, "mtu", 68, 65535);

    /// <summary>The host of an <c>in</c> key; null for root, which is also what no key means. False when the key is wrong.</summary>
    public bool TryReadIn(Node? node, out string? host)
    {
        host = null;
        if (node is null) return true;
        if (Scalars.Text(node, "in") is not { } word) return false;
        if (word.Text == "root") return true;
        if (outline.IsHost(word.Text)) host = word.Text;
        else if (outline.AreHostsKnown) errors.AddUnknown("host", word, outline.Namespaces);
        return host is not null;
    }

    /// <summary><c>A:PORT</c>; an IPv6 address in brackets.</summary>
    public (Word Host, int Port)? Endpoint(Word word, string what)
    {
        var colon = word.Text.LastIndexOf(':');
        if (colon < 0)
        {
            errors.Add(word.At, $"{word} needs a port, e.g. {word.Text}:8000");
            return null;
        }

        var host = word[..colon];
        if (host.Text is ['[', .., ']']) host = host[1..^1];
        else if (host.Text.Contains(':', StringComparison.Ordinal))
        {
            errors.Add(word.At, $"{word}: an IPv6 address with a port stands in brackets, e.g. [2001:db8::1]:80");
            return null;
        }

        return Scalars.Integer(word[(colon + 1)..], what, 1, 65535) is { } port ? (host, port) : null;
    }

    /// <summary>The entries of a section whose keys are names.</summary>
    public IReadOnlyList<Entry> Mapping(Node? node, string key, string form)
    {
        if (node is null) return [];
        if (node is MappingNode mapping) return mapping.Entries;
        errors.Add(node.At, $"'{key}' must be a mapping ({form}), found {node.Description}");
        return [];
    }

    public IReadOnlyList<Node> List(Node? node, string key, string form)
    {
        if (node is null) return [];
        if (node is ListNode list) return list.Items;
        errors.Add(node.At, $"'{key}' must be a list ({form}), found {node.Description}");
        return [];
    }

    /// <summary>Reports a key that must be there and is not.</summary>
    public void Missing(Fields fields, Node node, string what, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (fields[key] is null) errors.Add(node.At, $"{what} needs '{key}'");
        }
    }
}
