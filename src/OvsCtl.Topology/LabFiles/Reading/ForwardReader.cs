using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>forwards</c>.</summary>
internal sealed class ForwardReader(LabContext lab, LabNamespaces namespaces)
{
    private static readonly KeySet Keys = new("a forward", ["listen", "to", "proto", "in"], []);

    private static readonly Dictionary<string, TransportProtocol> Protocols =
        new() { ["tcp"] = TransportProtocol.Tcp, ["udp"] = TransportProtocol.Udp };

    private readonly Claims<Listener> _listeners = new("a listening address", lab.Errors);

    public IReadOnlyList<ForwardSpec> ReadAll(Node? section) =>
        [.. lab.List(section, "forwards", "- {listen: A:PORT, to: HOST:PORT}").Select(Read).OfType<ForwardSpec>()];

    private ForwardSpec? Read(Node node)
    {
        if (Fields.Read(node, Keys, lab.Errors) is not { } fields) return null;
        lab.Missing(fields, node, Keys.What, "listen", "to");
        var protocol = lab.Scalars.OneOf(fields["proto"], "proto", Protocols) ?? default;
        var isInKnown = lab.TryReadIn(fields["in"], out var host);
        var listen = Endpoint(fields, "listen");
        var listenAddress = listen is { } l ? lab.Addresses.Bare(l.Host) : null;
        var target = Endpoint(fields, "to") is { } to ? Target(to.Host, to.Port, listenAddress?.AddressFamily) : null;
        if (!isInKnown || listen is not { } from || listenAddress is null) return null;

        _listeners.Claim(new Listener(listenAddress, from.Port, protocol, host), host ?? "root", from.Host);
        return target is null ? null : target with { ListenAddress = listenAddress, ListenPort = from.Port, Protocol = protocol, In = host, At = node.At };
    }

    private (Word Host, int Port)? Endpoint(Fields fields, string key) =>
        lab.Scalars.Text(fields[key], key) is { } word ? lab.Endpoint(word, "port") : null;

    /// <summary>The half of a forward that says where it goes.</summary>
    private ForwardSpec? Target(Word word, int port, AddressFamily? family)
    {
        var target = new ForwardSpec { ListenAddress = IPAddress.None, ListenPort = 0, ToPort = port };
        if (namespaces[word.Text] is { } host && word.Text != "root")
        {
            if (!host.IsDoubtful && (family is { } f ? !host.Families.Contains(f) : !host.HasAddress)) lab.Errors.Add(word.At, $"the host {word} has no {FamilyName(host.HasAddress ? family : null)}address to forward to");
            return target with { ToHost = word.Text };
        }

        if (AddressText.LooksLikeOne(word.Text))
        {
            if (lab.Addresses.Bare(word) is not { } address) return null;
            if (family is { } listening && address.AddressFamily != listening) lab.Errors.Add(word.At, $"{word} is not an {FamilyName(listening)}address, as the listening one is");
            return target with { ToAddress = address };
        }

        if (lab.Outline.Switches.Contains(word.Text)) lab.Errors.Add(word.At, $"{word} is a switch; a forward goes to a host or to an address");
        else if (lab.Outline.AreHostsKnown) lab.Errors.AddUnknown("host", word, lab.Outline.AllHosts);
        return null;
    }

    private static string FamilyName(AddressFamily? family) => family switch
    {
        AddressFamily.InterNetwork => "IPv4 ",
        AddressFamily.InterNetworkV6 => "IPv6 ",
        _ => "",
    };

    private readonly record struct Listener(IPAddress Address, int Port, TransportProtocol Protocol, string? In)
    {
        public override string ToString() => $"{Address}:{Port} ({(Protocol == TransportProtocol.Tcp ? "tcp" : "udp")})";
    }
}
