using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>Interfaces and their addresses: a line each as 'ip -brief address', JSON with the keys of 'ip -json address'.</summary>
internal static class AddressView
{
    public static void Write(CliContext context, IReadOnlyList<Link> links, IReadOnlyList<AddressEntry> addresses)
    {
        var byLink = addresses.ToLookup(address => address.IfIndex);
        JsonText.WriteList(context, links, (json, link) => WriteJson(json, link, byLink[link.IfIndex]), () =>
        {
            var isWide = context.Format == OutputFormat.Wide;
            string[] headings = isWide ? ["LINK", "STATE", "MAC", "MTU", "KIND", "ADDRESSES"] : ["LINK", "STATE", "ADDRESSES"];
            context.Terminal.OutPage.Table(headings, links.Select(link => Row(link, byLink[link.IfIndex], isWide)));
        });
    }

    public static void WriteJson(Utf8JsonWriter json, AddressEntry address)
    {
        json.WriteStartObject();
        json.WriteString("family", address.Address.AddressFamily == AddressFamily.InterNetworkV6 ? "inet6" : "inet");
        json.WriteString("local", address.Address.ToString());
        if (address.Peer is { } peer) json.WriteString("address", peer.ToString());
        json.WriteNumber("prefixlen", address.PrefixLength);
        if (address.Broadcast is { } broadcast) json.WriteString("broadcast", broadcast.ToString());
        if (address.Metric != 0) json.WriteNumber("metric", address.Metric);
        json.WriteString("scope", IpWords.Scope(address.Scope));
        if (address.IsTentative) json.WriteBoolean("tentative", true);
        if (address.IsDuplicate) json.WriteBoolean("dadfailed", true);
        if (address.Label is { } label) json.WriteString("label", label);
        json.WriteNumber("valid_life_time", Seconds(address.ValidLifetime));
        json.WriteNumber("preferred_life_time", Seconds(address.PreferredLifetime));
        json.WriteEndObject();
    }

    public static void WriteLink(Utf8JsonWriter json, Link link)
    {
        json.WriteNumber("ifindex", link.IfIndex);
        json.WriteString("ifname", link.Name);
        json.WriteStartArray("flags");
        foreach (var flag in IpWords.Flags(link.Flags)) json.WriteStringValue(flag);
        json.WriteEndArray();
        json.WriteNumber("mtu", link.Mtu);
        if (link.MasterIfIndex is { } master) json.WriteNumber("master_ifindex", master);
        json.WriteString("operstate", link.OperState.ToUpperInvariant());
        if (link.Kind is { } kind) json.WriteString("kind", kind);
        if (link.Address.Length > 0) json.WriteString("address", IpWords.Mac(link.Address));
        if (link.PeerIfIndex is { } peer) json.WriteNumber("link_index", peer);
        if (link.PeerNsId is { } id) json.WriteNumber("link_netnsid", id);
        if (link.Group != 0) json.WriteNumber("group", link.Group);
        if (link.Qdisc is { } qdisc) json.WriteString("qdisc", qdisc);
        if (link.Alias is { } alias) json.WriteString("ifalias", alias);
        if (link.AlternativeNames.Count == 0) return;
        json.WriteStartArray("altnames");
        foreach (var name in link.AlternativeNames) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    public static string Text(AddressEntry address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Address}{(address.Peer is { } peer ? $" peer {peer}" : "")}/{address.PrefixLength}{(address.IsDuplicate ? " (duplicate)" : address.IsTentative ? " (tentative)" : "")}");

    private static void WriteJson(Utf8JsonWriter json, Link link, IEnumerable<AddressEntry> addresses)
    {
        json.WriteStartObject();
        WriteLink(json, link);
        json.WriteStartArray("addr_info");
        foreach (var address in addresses) WriteJson(json, address);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string[] Row(Link link, IEnumerable<AddressEntry> addresses, bool isWide)
    {
        var list = string.Join(' ', addresses.Select(Text));
        return isWide
            ? [link.Name, State(link), IpWords.Mac(link.Address), link.Mtu.ToString(CultureInfo.InvariantCulture), link.Kind ?? "", list]
            : [link.Name, State(link), list];
    }

    /// <summary>The kernel's word, except where it says DOWN of a link that was set up: there nothing is plugged in, or the other end is down.</summary>
    public static string State(Link link) => link is { IsUp: true, HasCarrier: false } ? "NO-CARRIER" : link.OperState.ToUpperInvariant();

    private static long Seconds(TimeSpan? lifetime) => lifetime is { } time ? (long)time.TotalSeconds : uint.MaxValue;
}
