using System.Globalization;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>Links: a line each as 'ip -brief link', JSON with the keys of 'ip -json -statistics link'.</summary>
internal static class LinkView
{
    /// <param name="context">Where to write, and how.</param>
    /// <param name="links">Those to show.</param>
    /// <param name="names">Of every link there, by its index.</param>
    /// <param name="places">Of other ends elsewhere.</param>
    /// <param name="hasStatistics">Counters instead of what a link is.</param>
    public static void Write(CliContext context, IReadOnlyList<Link> links, IReadOnlyDictionary<int, string> names, IReadOnlyDictionary<(int NsId, int IfIndex), string> places, bool hasStatistics)
    {
        JsonText.WriteList(context, links, (json, link) => WriteJson(json, link, names, places), () =>
        {
            string[] headings = hasStatistics ? ["LINK", "STATE", "RX PACKETS", "RX BYTES", "RX DROPPED", "TX PACKETS", "TX BYTES", "TX DROPPED"]
                : context.Format == OutputFormat.Wide ? ["LINK", "STATE", "MAC", "MTU", "KIND", "MASTER", "PLUGGED INTO", "GROUP", "ALTNAMES", "ALIAS"]
                : ["LINK", "STATE", "MAC", "MTU", "KIND", "MASTER", "PLUGGED INTO"];
            context.Terminal.OutPage.Table(headings, links.Select(link => (string[])(hasStatistics
                ? [link.Name, AddressView.State(link), .. Counts(link.Statistics)]
                : [.. Row(link, names, places), .. context.Format == OutputFormat.Wide ? [Number(link.Group), string.Join(' ', link.AlternativeNames), link.Alias ?? ""] : Array.Empty<string>()])));
        });
    }

    private static string[] Row(Link link, IReadOnlyDictionary<int, string> names, IReadOnlyDictionary<(int NsId, int IfIndex), string> places) =>
        [link.Name, AddressView.State(link), IpWords.Mac(link.Address), Number(link.Mtu), link.Kind ?? "", link.MasterIfIndex is { } master ? names.GetValueOrDefault(master, Number(master)) : "", Peer(link, names, places)];

    // Where a namespace has an id for another, its numbers are that one's.
    private static string Peer(Link link, IReadOnlyDictionary<int, string> names, IReadOnlyDictionary<(int NsId, int IfIndex), string> places) => link switch
    {
        { PeerIfIndex: null } => "",
        { PeerIfIndex: { } index, PeerNsId: null } => names.GetValueOrDefault(index, $"if{Number(index)}"),
        { PeerIfIndex: { } index, PeerNsId: { } id } => places.GetValueOrDefault((id, index), $"if{Number(index)} in nsid {Number(id)}"),
    };

    private static string[] Counts(LinkStatistics? counted) =>
        counted is { } c ? [Number(c.ReceivedPackets), Number(c.ReceivedBytes), Number(c.ReceiveDrops), Number(c.SentPackets), Number(c.SentBytes), Number(c.SendDrops)] : ["", "", "", "", "", ""];

    private static void WriteJson(Utf8JsonWriter json, Link link, IReadOnlyDictionary<int, string> names, IReadOnlyDictionary<(int NsId, int IfIndex), string> places)
    {
        json.WriteStartObject();
        AddressView.WriteLink(json, link);
        if (link.MasterIfIndex is { } master && names.TryGetValue(master, out var bridge)) json.WriteString("master", bridge);
        if (link is { PeerIfIndex: { } index, PeerNsId: null } && names.TryGetValue(index, out var peer)) json.WriteString("link", peer);
        if (link is { PeerIfIndex: { } far, PeerNsId: { } id } && places.TryGetValue((id, far), out var place)) json.WriteString("peer", place);
        if (link.Statistics is { } counted)
        {
            json.WriteStartObject("stats64");
            WriteJson(json, "rx", counted.ReceivedBytes, counted.ReceivedPackets, counted.ReceiveErrors, counted.ReceiveDrops);
            WriteJson(json, "tx", counted.SentBytes, counted.SentPackets, counted.SendErrors, counted.SendDrops);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter json, string name, ulong bytes, ulong packets, ulong errors, ulong dropped)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bytes", bytes);
        json.WriteNumber("packets", packets);
        json.WriteNumber("errors", errors);
        json.WriteNumber("dropped", dropped);
        json.WriteEndObject();
    }

    private static string Number<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
