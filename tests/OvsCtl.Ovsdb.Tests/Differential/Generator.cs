using System.Globalization;
using System.Text.Json.Nodes;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Makes schemas, values, conditions and mutations by chance, most of them right; the same of the same seed.</summary>
/// <param name="seed">What chance begins with.</param>
internal sealed class Generator(int seed)
{
    private static readonly string[] AtomicTypes = ["integer", "real", "boolean", "string", "uuid"];
    private static readonly string[] Integers = ["0", "1", "2", "3", "-1", "-3", "4000000000", "9223372036854775807", "9223372036854775806", "-9223372036854775808", "1e0", "20e-1"];
    private static readonly string[] Reals = ["0", "1", "-1", "2", "0.5", "-2.25", "1e300", "-1e300", "1.7e308", "0.1", "3.0"];
    private static readonly string[] Strings = ["\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"abc\"", "\"\u00e9\"", "\"\\ud83d\\ude00\"", "\"set\"", "\"a\\nb\"", "\"true\""];
    private static readonly string[] Rubbish = ["null", "{}", "[]", "[1]", "[\"set\"]", "[\"set\",1]", "[\"map\",[[1]]]", "[\"bag\",[]]", "[\"uuid\",1]", "[\"uuid\",\"x\"]", "[[]]", "[\"map\",[]]", "[\"set\",[]]"];
    private static readonly string[] Functions = ["==", "!=", "<", "<=", ">", ">=", "includes", "excludes", "==", "includes", "excludes", "=", "xx", ""];
    private static readonly string[] Mutators = ["+=", "-=", "*=", "/=", "%=", "insert", "delete", "insert", "delete", "++", ""];

    private readonly Random _random = new(seed);

    /// <summary>Whether something happens that does so in one case of so many.</summary>
    public bool OneIn(int cases) => _random.Next(cases) == 0;

    public T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    /// <summary>A database of a table with columns c0, c1…, and <c>id</c> to know its rows by.</summary>
    public JsonObject Schema(int columnCount)
    {
        var columns = new JsonObject { ["id"] = new JsonObject { ["type"] = "integer" } };
        for (var i = 0; i < columnCount; i++) columns[$"c{i}"] = Column();
        return new JsonObject { ["name"] = "db", ["version"] = "1.0.0", ["tables"] = new JsonObject { ["t"] = new JsonObject { ["columns"] = columns } } };
    }

    public JsonObject Column()
    {
        var column = new JsonObject { ["type"] = Type() };
        if (OneIn(6)) column["mutable"] = OneIn(2);
        if (OneIn(6)) column["ephemeral"] = OneIn(2);
        return column;
    }

    /// <summary>A value for such a column, in JSON; every now and then one that does not fit.</summary>
    public string Value(ColumnType type)
    {
        if (OneIn(15)) return Pick(Rubbish);
        if (OneIn(20)) type = new ColumnType { Key = new BaseType { Type = Pick(Enum.GetValues<AtomicType>()) }, Max = OneIn(2) ? 1 : 3 };
        if (type.IsScalar && !OneIn(8)) return Atom(type.Key);
        var count = _random.Next((int)type.Min, (int)Math.Min(type.Max, 4) + (OneIn(10) ? 2 : 1));
        var elements = Enumerable.Range(0, count).Select(_ => type.Value is { } value ? $"[{Atom(type.Key)},{Atom(value)}]" : Atom(type.Key)).ToList();
        // By chance the same atom comes twice: mostly that is not what is meant.
        if (!OneIn(10)) elements = [.. elements.DistinctBy(element => type.IsMap ? element.Split(',')[0] : element)];
        if (!type.IsMap && elements.Count == 1 && OneIn(2)) return elements[0];
        return $"[\"{(type.IsMap ? "map" : "set")}\",[{string.Join(',', elements)}]]";
    }

    /// <summary>A row of some of the table's columns.</summary>
    public string AnyRow(TableSchema table) => Row(table.Columns.Values.Where(_ => !OneIn(3)));

    /// <summary>A row of some of the table's columns, among them those whose default is not allowed.</summary>
    public string Row(TableSchema table) => Row(table.Columns.Values.Where(column => !OneIn(3) || column.Type.WhyNot(column.Type.Default) is not null));

    private string Row(IEnumerable<ColumnSchema> columns) => $"{{{string.Join(',', columns.Select(column => $"\"{column.Name}\":{Value(column.Type)}"))}}}";

    public string Condition(TableSchema table)
    {
        if (OneIn(20)) return Pick(["true", "false", "[]", "null", "[\"id\",\"==\"]", "[1,\"==\",1]", "[\"nope\",\"==\",1]"]);
        var column = Pick([.. table.Columns.Values]);
        return $"[\"{column.Name}\",\"{Pick(Functions)}\",{Value(OneIn(3) ? column.Type with { Min = 1 } : column.Type)}]";
    }

    public string Mutation(TableSchema table)
    {
        if (OneIn(30)) return Pick(["true", "[]", "[\"id\",\"+=\"]", "[\"nope\",\"+=\",1]", "[\"_uuid\",\"insert\",1]"]);
        var column = Pick([.. table.Columns.Values]);
        var mutator = Pick(Mutators);
        if (column.Type.IsMap && mutator == "delete" && OneIn(2)) return $"[\"{column.Name}\",\"delete\",{Value(column.Type with { Value = null, Min = 0 })}]";
        // Servers up to the newest as of this writing crash when they multiply a negative number by zero, and let negative ones overflow.
        if (mutator == "*=" && column.Type.Key.Type == AtomicType.Integer) return $"[\"{column.Name}\",\"*=\",{Pick(["1", "2", "3", "4000000000", "9223372036854775807", "0.5", "\"a\""])}]";
        var isArithmetic = mutator.EndsWith('=') && column.Type.Key.Type is AtomicType.Integer or AtomicType.Real;
        return $"[\"{column.Name}\",\"{mutator}\",{Value(isArithmetic ? new ColumnType { Key = column.Type.Key } : column.Type)}]";
    }

    /// <summary>Changes a schema, anywhere in it, to what is probably none.</summary>
    public void Damage(JsonNode schema)
    {
        var nodes = Descendants(schema).ToList();
        var member = Pick(["type", "min", "max", "enum", "minInteger", "maxReal", "maxLength", "refTable", "refType", "mutable", "isRoot", "maxRows", "indexes", "name", "version", "cksum", "extra", "_x", "key", "value"]);
        var value = Pick<Func<JsonNode?>>([
            () => null, () => 1, () => 0, () => -1, () => 1.5, () => true, () => "x", () => "a-b", () => "integer", () => "t", () => "weak", () => "unlimited", () => "1.2.3", () => "1.2", () => 4294967295,
            () => new JsonObject(), () => new JsonArray(), () => new JsonArray("set", new JsonArray()), () => new JsonArray(new JsonArray("id")), () => new JsonArray(new JsonArray("id", "id")), () => new JsonArray("id"),
        ])();
        var target = Pick(nodes);
        if (target is JsonObject o && o.Count > 0 && OneIn(3)) o.Remove(Pick([.. o.Select(pair => pair.Key)]));
        else if (target is JsonObject any) any[member] = value;
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => node is JsonObject o ? o.SelectMany(pair => pair.Value is null ? [] : Descendants(pair.Value)).Prepend(node) : [];

    private JsonNode Type()
    {
        if (OneIn(4)) return Pick(AtomicTypes);
        var type = new JsonObject { ["key"] = Base() };
        if (OneIn(3)) type["value"] = Base();
        if (!OneIn(3)) type["min"] = _random.Next(2);
        if (OneIn(4)) type["max"] = "unlimited";
        else if (!OneIn(3)) type["max"] = _random.Next(1, 5);
        return type;
    }

    private JsonNode Base()
    {
        var name = Pick(AtomicTypes);
        if (OneIn(2)) return name;
        var type = new JsonObject { ["type"] = name };
        if (OneIn(4) && name != "boolean")
        {
            var atoms = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Atom(name)).Distinct();
            type["enum"] = JsonNode.Parse($"[\"set\",[{string.Join(',', atoms)}]]");
            return type;
        }

        switch (name)
        {
            case "integer" or "real":
                var suffix = name == "real" ? "Real" : "Integer";
                if (OneIn(2)) type[$"min{suffix}"] = _random.Next(-3, 2);
                if (OneIn(2)) type[$"max{suffix}"] = _random.Next(0, 6);
                break;
            case "string":
                if (OneIn(2)) type["minLength"] = _random.Next(0, 2);
                if (OneIn(2)) type["maxLength"] = _random.Next(1, 4);
                break;
        }

        return type;
    }

    private string Atom(BaseType type) => type.Enum is { } allowed && !OneIn(4) ? Pick([.. allowed]).ToString() : Atom(type.Type.ToString().ToLowerInvariant());

    private string Atom(string type) => OneIn(40) ? Pick(Rubbish) : type switch
    {
        "integer" => OneIn(2) ? _random.Next(-2, 5).ToString(CultureInfo.InvariantCulture) : Pick(Integers),
        "real" => Pick(Reals),
        "boolean" => Pick(["true", "false"]),
        "string" => Pick(Strings),
        _ => $"[\"uuid\",\"00000000-0000-4000-8000-00000000000{_random.Next(4)}\"]",
    };
}
