using System.Text;
using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Open vSwitch's own cases of atoms, data, conditions and mutations: accepted or refused, and the normal form.</summary>
public sealed class ValueVectorTests
{
    private static readonly string[] Functions = ["false", "true", "\"==\"", "includes", "\"<=\"", "\"<\"", "\">=\"", "\">\"", "excludes", "\"!=\""];

    [Fact]
    public void Conformance_vectors_of_values_hold()
    {
        var wrong = new List<string>();
        foreach (var vector in Vectors.Load("ovsdb_values_flat.json"))
        {
            if (((string)vector["op"]!).StartsWith("parse-", StringComparison.Ordinal) && vector["type"] is null) continue;
            var actual = Run(vector);
            var expected = !(bool)vector["valid"]! ? null : vector["expected"] is JArray lines ? string.Join('\n', lines.Select(l => (string?)l)) : (string?)vector["normalised"];
            if (actual != expected) wrong.Add($"{vector["op"]} {vector["title"]}: {vector["type"]} {vector["input"]} expected {expected}, got {actual}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Run(JObject vector)
    {
        var input = vector["input_hex"] is { } hex ? Convert.FromHexString((string)hex!) : Encoding.UTF8.GetBytes((string?)vector["input"] ?? "");
        try
        {
            return (string)vector["op"]! switch
            {
                "parse-atom" or "parse-atoms" => Atoms(Base((string)vector["type"]!), input),
                "parse-atom-strings" => AtomText(Base((string)vector["type"]!), Encoding.UTF8.GetString(input)),
                "parse-data" => Normalise(Coerce(Type((string)vector["type"]!), Values(input).Single()).ToString()),
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

    private static string Atoms(BaseType type, byte[] input) => string.Join('\n', Values(input).Select(value =>
    {
        var atom = value is OvsdbAtom and not OvsdbNamedUuid ? type.Coerce((OvsdbAtom)value) : null;
        if (atom is null || type.WhyNot(atom) is not null) throw new FormatException();
        return Normalise(atom.ToString());
    }));

    private static string AtomText(BaseType type, string input)
    {
        var (first, last) = OvsdbText.ParseAtom(type, input);
        return first == last ? OvsdbText.FormatAtom(first) : $"{OvsdbText.FormatAtom(first)}-{OvsdbText.FormatAtom(last)}";
    }

    private static string DatumText(ColumnType type, string input) => OvsdbText.Format(type, OvsdbText.Parse(type, input));

    private static string Sort(JArray arguments)
    {
        var type = Base((string)arguments[0]!);
        var sorted = Values(Encoding.UTF8.GetBytes((string)arguments[1]!)).Select(value => type.Coerce((OvsdbAtom)value)!).Order();
        return $"[{string.Join(',', sorted.Select(atom => Normalise(atom.ToString())))}]";
    }

    private static string Difference(JArray arguments)
    {
        var type = Type((string)arguments[0]!);
        var lines = new List<string>();
        for (var i = 1; i + 1 < arguments.Count; i += 2)
        {
            var (old, now) = (Coerce(type, Datum(arguments[i])), Coerce(type, Datum(arguments[i + 1]), isCounted: false));
            var difference = Difference(type, old, now);
            var applied = type.ApplyDifference(old, difference);
            if (applied != now) throw new FormatException();
            var text = Normalise(applied.ToString());
            lines.AddRange([$"diff: {Normalise(difference.ToString())}", $"apply diff: {text}", $"apply diff in place: {text}", "OK"]);
        }

        return string.Join('\n', lines);
    }

    private static OvsdbValue Difference(ColumnType type, OvsdbValue old, OvsdbValue now) => (old, now) switch
    {
        _ when type.Max == 1 => now,
        (OvsdbSet a, OvsdbSet b) => a.SymmetricDifference(b),
        (OvsdbMap a, OvsdbMap b) => OvsdbMap.Of(a.Where(pair => !b.ContainsKey(pair.Key)).Concat(b.Where(pair => !a.TryGetValue(pair.Key, out var before) || before != pair.Value))),
        _ => throw new InvalidOperationException(),
    };

    private static string Clauses(string table, byte[] input, bool isCondition)
    {
        var schema = TableSchema.Parse("mytable", JToken.Parse(table));
        var clauses = JArray.Parse(Encoding.UTF8.GetString(input)).Select(clause => Clause(schema, clause, isCondition));
        // Open vSwitch evaluates the conditions that leave the fewest rows first, and writes them in that order.
        if (isCondition) clauses = clauses.OrderBy(clause => Array.FindIndex(Functions, f => clause.Contains(f, StringComparison.Ordinal))).ThenBy(clause => clause, StringComparer.Ordinal);
        return $"[{string.Join(',', clauses)}]";
    }

    private static string Clause(TableSchema schema, JToken json, bool isCondition)
    {
        if (json is JValue { Value: bool constant }) return constant ? "true" : "false";
        var (column, function) = ((string)json[0]!, (string)json[1]!);
        var value = SchemaObject.Value(json[2]!);
        var type = (schema.FindColumn(column) ?? throw new FormatException()).Type;
        var error = isCondition ? new Condition(column, function, value).WhyNot(type) : new Mutation(column, function, value).WhyNot(type);
        if (error is not null || (!isCondition && !schema.Columns[column].IsMutable)) throw new FormatException();
        return OvsdbJson.Normalize($"[\"{column}\",\"{function}\",{value}]");
    }

    private static OvsdbValue Coerce(ColumnType type, OvsdbValue value, bool isCounted = true)
    {
        var error = (isCounted ? type : type with { Min = 0, Max = long.MaxValue }).WhyNot(value);
        return error is null ? type.Coerce(value) : throw new FormatException(error.Reason);
    }

    // The cases box what is no array: [0] is the value 0.
    private static List<OvsdbValue> Values(byte[] input)
    {
        var json = Json.Frame(input) is [var message] ? message : throw new FormatException();
        if (JArray.Parse(json) is [JValue { Value: string and ("uuid" or "named-uuid" or "set" or "map") }, _]) return [Json.Value(json)];
        return Json.Read(json, cursor =>
        {
            var values = new List<OvsdbValue>();
            while (cursor.NextElement()) values.Add(OvsdbValue.Read(cursor));
            return values;
        });
    }

    private static OvsdbValue Datum(JToken text) => Values(Encoding.UTF8.GetBytes((string)text!)).Single();

    private static BaseType Base(string json) => BaseType.Parse(Unbox(json));

    private static ColumnType Type(string json) => ColumnType.Parse(Unbox(json));

    private static JToken Unbox(string json) => JToken.Parse(json) is JArray { Count: 1 } box ? box[0] : JToken.Parse(json);

    private static string Normalise(string value) => OvsdbJson.Normalize($"[{value}]")[1..^1];
}
