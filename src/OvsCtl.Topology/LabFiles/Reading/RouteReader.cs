using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The <c>routes</c> of one host: each leads through a neighbour or an interface that the host really has.</summary>
internal sealed class RouteReader(LabContext lab, LabNamespace host)
{
    private const string Form = "default via A, NET via A or NET dev IF";

    private static readonly IPNetwork AllOfIPv4 = new(IPAddress.Any, 0);
    private static readonly IPNetwork AllOfIPv6 = new(IPAddress.IPv6Any, 0);

    private readonly Claims<IPNetwork> _destinations = new("a route", lab.Errors);

    public IReadOnlyList<RouteSpec> ReadAll(Node? node) =>
        [.. lab.List(node, "routes", $"- {Form}").Select(Read).OfType<RouteSpec>()];

    private RouteSpec? Read(Node node)
    {
        if (lab.Scalars.Text(node, "routes") is not { } text) return null;
        var words = text.Split();
        if (!IsWellFormed(words))
        {
            lab.Errors.Add(text.At, $"{text} is not a route: {Form}");
            return null;
        }

        var via = Argument(words, "via");
        var dev = Argument(words, "dev");
        var gateway = via is { } address ? lab.Addresses.Bare(address) : null;
        if (via is not null && gateway is null) return null;
        if (Destination(words[0], gateway) is not { } destination) return null;
        var route = new RouteSpec(destination, gateway, dev?.Text, text.At);
        Check(route, dev, via);
        _destinations.Claim(destination, host.Name, text);
        return route;
    }

    private static bool IsWellFormed(IReadOnlyList<Word> words) =>
        words.Select(w => w.Text).ToList() is [_, "via" or "dev", _] or [_, "via", _, "dev", _] or [_, "dev", _, "via", _];

    private static Word? Argument(IReadOnlyList<Word> words, string keyword)
    {
        for (var i = 1; i < words.Count; i += 2)
        {
            if (words[i].Text == keyword) return words[i + 1];
        }

        return null;
    }

    private IPNetwork? Destination(Word word, IPAddress? gateway) =>
        word.Text != "default" ? lab.Addresses.Network(word)
        : gateway?.AddressFamily == AddressFamily.InterNetworkV6 ? AllOfIPv6
        : AllOfIPv4;

    private void Check(RouteSpec route, Word? dev, Word? via)
    {
        if (dev is { Text: not "lo" } name && !host.IsDoubtful && host.Find(name.Text) is null)
            lab.Errors.AddUnknown($"interface of {host.Name}", name, host.InterfaceNames);
        if (route.Via is not { } gateway || via is not { } word) return;
        if (gateway.AddressFamily != route.Destination.BaseAddress.AddressFamily)
            lab.Errors.Add(word.At, $"{route}: the network and the gateway must both be IPv4 or both IPv6");
        else if (host.Owns(gateway))
            lab.Errors.Add(word.At, $"{route}: {gateway} is {host.Name}'s own address");
        else if (!host.IsDoubtful && !gateway.IsIPv6LinkLocal && !host.IsOnLink(gateway))
            lab.Errors.Add(word.At, $"{route}: no interface of {host.Name} is in its network ({host.AddressSummary})");
        else if (gateway.IsIPv6LinkLocal && dev is null)
            lab.Errors.Add(word.At, $"{route}: a link-local gateway needs the interface, e.g. default via {gateway} dev eth0");
    }
}
