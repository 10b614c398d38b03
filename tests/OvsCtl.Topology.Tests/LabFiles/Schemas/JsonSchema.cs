using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OvsCtl.Topology.Tests.LabFiles.Schemas;

/// <summary>The words of JSON Schema (draft 7) that the schema of lab files uses; any other word is an error of the schema.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "title", "description", "definitions"];

    /// <summary>What is wrong with a document: a line for each place.</summary>
    public IReadOnlyList<string> Validate(JsonNode? document) => Validate(root, document, "");

    private List<string> Validate(JsonNode schema, JsonNode? value, string at) =>
        schema.AsObject().Where(word => !Annotations.Contains(word.Key)).SelectMany(word => Validate(schema.AsObject(), word.Key, word.Value ?? throw new FormatException($"{word.Key} is null"), value, at)).ToList();

    private IEnumerable<string> Validate(JsonObject schema, string word, JsonNode rule, JsonNode? value, string at) => (word, value) switch
    {
        ("$ref", _) => Validate(Resolve($"{rule}"), value, at),
        ("type", _) => Types(rule).Any(type => IsOf(type, value)) ? [] : [$"{at}: is no {string.Join(" or ", Types(rule))}"],
        ("enum", _) => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{at}: is none of {rule.ToJsonString()}"],
        ("anyOf", _) => rule.AsArray().Any(one => Validate(Of(one), value, at).Count == 0) ? [] : [$"{at}: fits no form"],
        ("oneOf", _) => rule.AsArray().Count(one => Validate(Of(one), value, at).Count == 0) == 1 ? [] : [$"{at}: does not fit exactly one form"],
        ("pattern", JsonValue text) when IsOf("string", text) => Regex.IsMatch($"{text}", $"{rule}") ? [] : [$"{at}: does not match {rule}"],
        ("required", JsonObject mapping) => rule.AsArray().Where(name => !mapping.ContainsKey($"{name}")).Select(name => $"{at}: lacks {name}"),
        ("minProperties", JsonObject mapping) => mapping.Count >= rule.GetValue<int>() ? [] : [$"{at}: has too few keys"],
        ("maxProperties", JsonObject mapping) => mapping.Count <= rule.GetValue<int>() ? [] : [$"{at}: has too many keys"],
        ("propertyNames", JsonObject mapping) => mapping.SelectMany(p => Validate(rule, JsonValue.Create(p.Key), $"{at}/{p.Key}")),
        ("properties", JsonObject mapping) => mapping.Where(p => rule.AsObject().ContainsKey(p.Key)).SelectMany(p => Validate(Of(rule[p.Key]), p.Value, $"{at}/{p.Key}")),
        ("additionalProperties", JsonObject mapping) => mapping.Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true).SelectMany(p => rule is JsonValue ? [$"{at}/{p.Key}: is unknown"] : Validate(rule, p.Value, $"{at}/{p.Key}")),
        ("items", JsonArray list) => list.SelectMany((item, index) => Validate(rule, item, $"{at}/{index}")),
        ("pattern" or "required" or "minProperties" or "maxProperties" or "propertyNames" or "properties" or "additionalProperties" or "items", _) => [],
        _ => throw new FormatException($"the schema uses {word}"),
    };

    private JsonNode Resolve(string reference) =>
        reference.Split('/') is ["#", "definitions", var name] ? Of(root["definitions"]?[name]) : throw new FormatException($"{reference} leads nowhere");

    private static JsonNode Of(JsonNode? schema) => schema ?? throw new FormatException("a schema is missing");

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray list ? list.Select(type => $"{type}") : [$"{rule}"];

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "number" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "integer" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _),
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => throw new FormatException($"there is no type {type}"),
    };
}
