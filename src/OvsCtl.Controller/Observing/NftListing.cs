using System.Text.Json;
using OvsCtl.Topology;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Observing;

/// <summary>Reads what libnftables lists as JSON (libnftables-json(5)).</summary>
internal static class NftListing
{
    public static ObservedNatTable Table(Place place, string name, string json)
    {
        var saved = new Dictionary<string, string>();
        foreach (var chain in Objects(json, "chain"))
            if (NftText.TryParseSaved(Text(chain, "name"), out var sysctl, out var value)) saved[sysctl] = value;
        return new ObservedNatTable
        {
            Place = place,
            Name = name,
            Lab = LabMark.TryParseTable(name, out var lab) ? lab : "",
            Rules = [.. Objects(json, "rule").Select(r => (Text(r, "chain"), Text(r, "comment")))],
            SavedSysctls = saved,
        };
    }

    private static List<JsonElement> Objects(string json, string kind)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("nftables").EnumerateArray().Where(o => o.TryGetProperty(kind, out _)).Select(o => o.GetProperty(kind).Clone())];
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
