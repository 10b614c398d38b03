using System.Net.Sockets;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>Neighbours: IPv4 in the columns of 'arp -n', all of them with their states when wide, JSON with the keys of 'ip -json neigh'.</summary>
internal static class NeighbourView
{
    public static void Write(CliContext context, IReadOnlyList<Neighbour> neighbours, IReadOnlyDictionary<int, string> links) =>
        JsonText.WriteList(context, neighbours, (json, neighbour) => WriteJson(json, neighbour, links), () =>
        {
            if (context.Format == OutputFormat.Wide) context.Terminal.OutPage.Table(["Address", "HWaddress", "State", "Iface"], neighbours.Select(neighbour => Wide(neighbour, links)));
            else context.Terminal.OutPage.Table(["Address", "HWtype", "HWaddress", "Flags", "Iface"], neighbours.Where(IsIPv4).Select(neighbour => Arp(neighbour, links)));
        });

    public static void WriteJson(Utf8JsonWriter json, Neighbour neighbour, IReadOnlyDictionary<int, string> links)
    {
        json.WriteStartObject();
        json.WriteString("dst", neighbour.Address.ToString());
        json.WriteString("dev", links.GetValueOrDefault(neighbour.IfIndex, ""));
        if (neighbour.LinkAddress.Length > 0) json.WriteString("lladdr", IpWords.Mac(neighbour.LinkAddress));
        if (neighbour.IsRouter) json.WriteNull("router");
        if (neighbour.IsProxy) json.WriteNull("proxy");
        json.WriteStartArray("state");
        foreach (var state in IpWords.States(neighbour.State)) json.WriteStringValue(state);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsIPv4(Neighbour neighbour) => neighbour.Address.AddressFamily == AddressFamily.InterNetwork;

    private static string[] Wide(Neighbour neighbour, IReadOnlyDictionary<int, string> links) =>
        [neighbour.Address.ToString(), IpWords.Mac(neighbour.LinkAddress), string.Join(',', IpWords.States(neighbour.State)), links.GetValueOrDefault(neighbour.IfIndex, "")];

    // arp(8): C complete, M permanent, P published.
    private static string[] Arp(Neighbour neighbour, IReadOnlyDictionary<int, string> links)
    {
        var isKnown = neighbour.LinkAddress.Length > 0;
        var flags = (isKnown ? "C" : "") + (neighbour.State.HasFlag(NeighbourState.Permanent) ? "M" : "") + (neighbour.IsProxy ? "P" : "");
        return [neighbour.Address.ToString(), isKnown ? "ether" : "", isKnown ? IpWords.Mac(neighbour.LinkAddress) : "(incomplete)", flags, links.GetValueOrDefault(neighbour.IfIndex, "")];
    }
}
