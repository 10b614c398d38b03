using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>Routes: the lines of 'ip route' and then of 'ip -6 route', JSON with the keys of 'ip -json route'.</summary>
internal static class RouteView
{
    public static void Write(CliContext context, IReadOnlyList<Route> routes, IReadOnlyDictionary<int, string> links)
    {
        var ordered = routes.OrderBy(route => route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6).ToList();
        JsonText.WriteList(context, ordered, (json, route) => WriteJson(json, route, links), () =>
        {
            foreach (var route in ordered) context.Terminal.Out.WriteLine(Line(route, links));
        });
    }

    public static string Line(Route route, IReadOnlyDictionary<int, string> links)
    {
        var line = new StringBuilder();
        if (route.Type != RouteType.Unicast) line.Append(IpWords.RouteType(route.Type)).Append(' ');
        line.Append(IpWords.Destination(route.Destination));
        if (route.Gateway is { } gateway) line.Append(IsOtherFamily(route) ? " via inet6 " : " via ").Append(gateway);
        if (route.OutIfIndex is { } index) line.Append(" dev ").Append(Name(links, index));
        if (route.Table != RouteTable.Main) line.Append(" table ").Append(IpWords.Table(route.Table));
        if (route.Protocol != 3) line.Append(" proto ").Append(IpWords.Protocol(route.Protocol));
        if (route.Scope != 0) line.Append(" scope ").Append(IpWords.Scope(route.Scope));
        if (route.PreferredSource is { } source) line.Append(" src ").Append(source);
        if (route.Metric != 0) line.Append(CultureInfo.InvariantCulture, $" metric {route.Metric}");
        if (route.IsOnLink) line.Append(" onlink");
        if (route.IsLinkDown) line.Append(" linkdown");
        return line.ToString();
    }

    public static void WriteJson(Utf8JsonWriter json, Route route, IReadOnlyDictionary<int, string> links)
    {
        json.WriteStartObject();
        if (route.Type != RouteType.Unicast) json.WriteString("type", IpWords.RouteType(route.Type));
        json.WriteString("dst", IpWords.Destination(route.Destination));
        if (route.Gateway is { } gateway && !IsOtherFamily(route)) json.WriteString("gateway", gateway.ToString());
        if (route.Gateway is { } via && IsOtherFamily(route))
        {
            json.WriteStartObject("via");
            json.WriteString("family", "inet6");
            json.WriteString("host", via.ToString());
            json.WriteEndObject();
        }

        if (route.OutIfIndex is { } index) json.WriteString("dev", Name(links, index));
        if (route.Table != RouteTable.Main) json.WriteString("table", IpWords.Table(route.Table));
        json.WriteString("protocol", IpWords.Protocol(route.Protocol));
        if (route.Scope != 0) json.WriteString("scope", IpWords.Scope(route.Scope));
        if (route.PreferredSource is { } source) json.WriteString("prefsrc", source.ToString());
        if (route.Metric != 0) json.WriteNumber("metric", route.Metric);
        json.WriteStartArray("flags");
        if (route.IsOnLink) json.WriteStringValue("onlink");
        if (route.IsLinkDown) json.WriteStringValue("linkdown");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsOtherFamily(Route route) => route.Gateway is { } gateway && gateway.AddressFamily != route.Destination.BaseAddress.AddressFamily;

    private static string Name(IReadOnlyDictionary<int, string> links, int index) => links.GetValueOrDefault(index) ?? string.Create(CultureInfo.InvariantCulture, $"if{index}");
}
