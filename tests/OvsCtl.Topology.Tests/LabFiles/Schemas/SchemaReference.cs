using System.Text;
using System.Text.Json.Nodes;

namespace OvsCtl.Topology.Tests.LabFiles.Schemas;

/// <summary>The tables of keys in docs/lab-file.md, between two marks.</summary>
internal static class SchemaReference
{
    private const string Begin = "<!-- keys: written from labs/lab.schema.json -->\n", End = "<!-- end of keys -->\n";

    private static readonly (string Title, string[] Path)[] Tables =
    [
        ("At the top", []),
        ("A switch", ["definitions", "switch"]),
        ("A host", ["definitions", "host"]),
        ("A host's interface on a switch", ["definitions", "interface"]),
        ("A shape", ["definitions", "shape"]),
        ("An entry of nat", ["definitions", "nat"]),
        ("An entry of forwards", ["definitions", "forward"]),
        ("A check", ["definitions", "check"]),
        ("The check error", ["definitions", "check", "properties", "error"]),
    ];

    public static string Replace(string document, JsonObject schema)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = document.IndexOf(End, StringComparison.Ordinal);
        return $"{document[..begin]}{Write(schema)}{document[end..]}";
    }

    private static string Write(JsonObject schema)
    {
        var text = new StringBuilder();
        foreach (var (title, path) in Tables)
        {
            var part = path.Aggregate((JsonNode)schema, (node, name) => node[name] ?? throw new FormatException(name));
            text.Append(null, $"\n**{title}**\n\n| key | value | |\n|---|---|---|\n");
            foreach (var (key, value) in part["properties"]?.AsObject() ?? throw new FormatException(title))
                text.Append(null, $"| `{key}` | {Form(value)} | {value?["description"] ?? throw new FormatException($"{key} has no description")} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Form(JsonNode? value) =>
        value?["enum"] is JsonArray words ? string.Join(" or ", words.Select(word => $"`{word}`"))
        : value?["$ref"] is { } reference ? $"{reference}".Split('/')[^1]
        : value?["anyOf"] is JsonArray forms ? string.Join(", or ", forms.Select(Form))
        : value?["items"] is { } items ? $"list of {Form(items)}"
        : value?["type"] is { } type && ($"{type}" == "object" || type is JsonArray types && types.Any(t => $"{t}" == "object")) ? "mapping"
        : "text";
}
