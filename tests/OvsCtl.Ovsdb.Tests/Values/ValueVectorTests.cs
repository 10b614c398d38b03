using System.Text;
using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Open vSwitch's own cases of atoms, data, conditions and mutations: accepted or refused, and the normal form.</summary>
public sealed class ValueVectorTests
{
    // Those of types and schemas are beside the schema's tests.
    [Fact]
    public void Conformance_vectors_of_values_hold() =>
        Vectors.Check("ovsdb_values_flat.json", vector => vector["type"] is not null || (string)vector["op"]! is "sort-atoms" or "diff-data", Run);

    private static string? Run(JObject vector)
    {
        var input = vector["input_hex"] is { } hex ? Convert.FromHexString((string)hex!) : Encoding.UTF8.GetBytes((string?)vector["input"] ?? "");
        try
        {
            return (string)vector["op"]! switch
            {
                "parse-atom" or "parse-atoms" => Atoms(Base((string)vector["type"]!), input),
                "parse-atom-strings" => AtomText(Base((string)vector["type"]!), Encoding.UTF8.GetString(input)),
                "parse-data" => Normalise(Type((string)vector["type"]!).ParseValue(Values(input).Single()).ToString()),
                "parse-data-strings" => DatumText(Type((string)vector["type"]!), Encoding.UTF8.GetString(input)),
                "sort-atoms" => Sort((JArray)vector["args"]!),
                "diff-data" => Difference((JArray)vector["args"]!),
                "parse-conditions" => Clauses((string)vector["type"]!, input, isCondition: true),
                "parse-mutations" => Clauses((string)vector["type"]!, input, isCondition: false),
                var operation => throw new InvalidOperationException($"no such operation: {operation}"),
            };
        }
        catch (Exception e) when (e is OvsdbException or FormatException)
        {
            return null;
        }
    }

    private static string Atoms(BaseType type, byte[] input) => string.Join('\n', Values(input).Select(value => Normalise(type.ParseAtom(value).ToString())));

    private static string AtomText(BaseType type, string input)
    {
        var (first, last) = OvsdbText.ParseAtom(type, input);
        return first == last ? OvsdbText.FormatAtom(first) : $"{OvsdbText.FormatAtom(first)}-{OvsdbText.FormatAtom(last)}";
    }

    private static string DatumText(ColumnType type, string input) => OvsdbText.Format(type, OvsdbText.Parse(type, input));

    private static string Sort(JArray arguments)
    {
        var type = Base((string)arguments[0]!);
        var sorted = Values(Encoding.UTF8.GetBytes((string)arguments[1]!)).Select(type.ParseAtom).Order();
        return $"[{string.Join(',', sorted.Select(atom => Normalise(atom.ToString())))}]";
    }

    private static string Difference(JArray arguments)
    {
        var type = Type((string)arguments[0]!);
        var lines = new List<string>();
        for (var i = 1; i + 1 < arguments.Count; i += 2)
        {
            // The new value may have too many elements: a difference is made of it all the same.
            var (old, now) = (type.ParseValue(Datum(arguments[i])), (type with { Min = 0, Max = long.MaxValue }).ParseValue(Datum(arguments[i + 1])));
            if (type.Max == 1) now = type.Coerce(now);
            var difference = type.Difference(old, now);
            var applied = type.ApplyDifference(old, difference);
            if (applied != now) throw new FormatException();
            var text = Normalise(applied.ToString());
            lines.AddRange([$"diff: {Normalise(difference.ToString())}", $"apply diff: {text}", $"apply diff in place: {text}", "OK"]);
        }

        return string.Join('\n', lines);
    }

    private static string Clauses(string table, byte[] input, bool isCondition)
    {
        var (schema, json) = (TableSchema.Parse("mytable", table), Encoding.UTF8.GetString(input));
        var clauses = isCondition
            ? Condition.ParseList(schema, json).Select(condition => condition.ToJson())
            : Mutation.ParseList(schema, json).Select(mutation => mutation.ToJson());
        return $"[{string.Join(',', clauses)}]";
    }

    // The cases box what is no array: [0] is the value 0.
    private static IReadOnlyList<string> Values(byte[] input)
    {
        var json = Json.Frame(input) is [var message] ? message : throw new FormatException();
        var elements = Vectors.Elements(json) ?? throw new FormatException();
        return elements is ["\"uuid\"" or "\"named-uuid\"" or "\"set\"" or "\"map\"", _] ? [json] : elements;
    }

    private static string Datum(JToken text) => Values(Encoding.UTF8.GetBytes((string)text!)).Single();

    private static BaseType Base(string json) => BaseType.Parse(Vectors.Unbox(json));

    private static ColumnType Type(string json) => ColumnType.Parse(Vectors.Unbox(json));

    private static string Normalise(string value) => OvsdbJson.Normalize($"[{value}]")[1..^1];
}
