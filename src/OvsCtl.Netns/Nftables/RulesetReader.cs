using System.Text.Json;

namespace OvsCtl.Netns;

/// <summary>Reads what libnftables lists, libnftables-json(5). What it does not know it leaves out.</summary>
internal static class RulesetReader
{
    public static IReadOnlyList<NftablesChain> Chains(string ruleset) => Read(ruleset, "chain", static chain => new NftablesChain
    {
        Family = Text(chain, "family") ?? "",
        Table = Text(chain, "table") ?? "",
        Name = Text(chain, "name") ?? "",
        Handle = Number(chain, "handle") ?? 0,
        Hook = Text(chain, "hook"),
        Type = Text(chain, "type"),
        Priority = chain.TryGetProperty("prio", out var priority) && priority.ValueKind == JsonValueKind.Number && priority.TryGetInt32(out var prio) ? prio : null,
        Policy = Text(chain, "policy"),
    });

    public static IReadOnlyList<NftablesRule> Rules(string ruleset) => Read(ruleset, "rule", static rule =>
    {
        var expressions = rule.TryGetProperty("expr", out var found) && found.ValueKind == JsonValueKind.Array ? found : default;
        var counter = expressions.ValueKind == JsonValueKind.Array ? expressions.EnumerateArray().Select(Counter).FirstOrDefault(each => each is not null) : null;
        return new NftablesRule
        {
            Family = Text(rule, "family") ?? "",
            Table = Text(rule, "table") ?? "",
            Chain = Text(rule, "chain") ?? "",
            Handle = Number(rule, "handle") ?? 0,
            Comment = Text(rule, "comment"),
            Packets = counter?.Packets,
            Bytes = counter?.Bytes,
            Expressions = expressions.ValueKind == JsonValueKind.Array ? expressions.GetRawText() : "[]",
        };
    });

    private static List<T> Read<T>(string ruleset, string kind, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(ruleset);
            return Read(document, kind, read);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException) // the last two: half of a surrogate pair, escaped or not
        {
            throw new InvalidDataException($"libnftables: its list is no JSON: {e.Message}", e);
        }
    }

    private static List<T> Read<T>(JsonDocument document, string kind, Func<JsonElement, T> read)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("nftables", out var all) || all.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException("libnftables: a list without its array 'nftables'.");
        }

        var found = new List<T>();
        foreach (var entry in all.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(kind, out var item) && item.ValueKind == JsonValueKind.Object) found.Add(read(item));
        }

        return found;
    }

    // A named counter is a string in the place of the object.
    private static (ulong Packets, ulong Bytes)? Counter(JsonElement expression) =>
        expression.ValueKind == JsonValueKind.Object && expression.TryGetProperty("counter", out var counter) && counter.ValueKind == JsonValueKind.Object
            && Number(counter, "packets") is { } packets && Number(counter, "bytes") is { } bytes
            ? (packets, bytes)
            : null;

    private static string? Text(JsonElement item, string key) => item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ulong? Number(JsonElement item, string key) => item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number) ? number : null;
}
