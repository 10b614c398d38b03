using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

public sealed class DatabaseSchemaTests
{
    [Fact]
    public void The_vswitch_schema_is_read()
    {
        var bridge = Captured.Schema.Tables["Bridge"];
        Assert.False(bridge.IsRoot);
        Assert.True(Captured.Schema.Tables["Open_vSwitch"].IsRoot);
        Assert.Equal(["name"], Assert.Single(bridge.Indexes));
        Assert.False(bridge.Columns["name"].IsMutable);
        Assert.True(bridge.Columns["datapath_id"].IsEphemeral);
        Assert.Equal("Port", bridge.Columns["ports"].Type.Key.RefTable);
        Assert.True(bridge.Columns["external_ids"].Type.IsMap);
        Assert.Equal(OvsdbSet.Of("secure", "standalone"), bridge.Columns["fail_mode"].Type.Key.Enum);
    }

    [Fact]
    public void Defaults_are_what_the_server_leaves_out()
    {
        var columns = Captured.Schema.Tables["Bridge"].Columns;
        Assert.Equal("", columns["name"].Type.Default);
        Assert.Equal(OvsdbSet.Empty, columns["fail_mode"].Type.Default);
        Assert.Equal(OvsdbMap.Empty, columns["external_ids"].Type.Default);
        Assert.Equal(0L, Captured.Schema.Tables["Open_vSwitch"].Columns["cur_cfg"].Type.Default);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","tables":[]}""")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":"void"}}}}}}""")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":{"type":"string","enum":["map",[]]}}}}}}}""")]
    public void What_is_no_schema_is_a_protocol_error(string json) =>
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.Throws<OvsdbException>(() => DatabaseSchema.Parse(json)).Kind);

    [Fact]
    public void Conformance_vectors_of_types_and_schemas_hold()
    {
        string[] operations = ["parse-atomic-type", "parse-base-type", "parse-type", "parse-column", "parse-table", "parse-schema"];
        var wrong = new List<string>();
        foreach (var vector in Vectors.Load("ovsdb_values_flat.json").Where(v => operations.Contains((string)v["op"]!)))
        {
            var actual = Normalise((string)vector["op"]!, (JArray)vector["args"]!);
            var expected = (bool)vector["valid"]! ? (string?)vector["normalised"] : null;
            if (actual != expected) wrong.Add($"{vector["title"]}: expected {expected}, got {actual}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Normalise(string operation, JArray arguments)
    {
        try
        {
            // A column or a table comes with its name first, and a table perhaps with whether tables are roots by default.
            var isNamed = operation is "parse-column" or "parse-table";
            var text = (string)arguments[isNamed ? 1 : 0]!;
            var json = JToken.Parse(text);
            if (json is JArray { Count: 1 } wrapped) json = wrapped[0];
            return operation switch
            {
                "parse-schema" => DatabaseSchema.Parse(text).ToJson(),
                "parse-atomic-type" or "parse-base-type" => Normalise(BaseType.Parse(json).ToJson()),
                "parse-type" => Normalise(ColumnType.Parse(json).ToJson()),
                "parse-column" => Normalise(ColumnSchema.Parse(TableSchema.CheckName((string)arguments[0]!), json).ToJson()),
                _ => Normalise(TableSchema.Parse(TableSchema.CheckName((string)arguments[0]!), json).ToJson(isRootByDefault: arguments.Count > 2 && (string?)arguments[2] == "true")),
            };
        }
        catch (OvsdbException)
        {
            return null;
        }
    }

    // The normal form is one of arrays and objects: box what is neither.
    private static string Normalise(JToken json) => OvsdbJson.Normalize($"[{json.ToString(Newtonsoft.Json.Formatting.None)}]")[1..^1];
}
