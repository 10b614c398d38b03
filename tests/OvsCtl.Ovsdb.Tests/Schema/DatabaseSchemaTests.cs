using System.Text;
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

    [Theory]
    [InlineData("""{"type":{"key":{"type":"integer","minInteger":5,"maxInteger":3}}}""", "table t: column c: key: minimum 5 exceeds maximum 3")]
    [InlineData("""{"type":{"key":{"type":"string","minLength":5,"maxLength":3}}}""", "key: minLength 5 exceeds maxLength 3")]
    [InlineData("""{"type":{"key":"string","value":"void"}}""", "value: \"void\" is not an atomic type: integer, real, boolean, string or uuid")]
    [InlineData("""{"type":{"key":{"type":"uuid","refTable":"t","refType":"vague"}}}""", "refType is \"vague\", not \"strong\" or \"weak\"")]
    [InlineData("""{"type":{"key":"string","min":2}}""", "column c: \"min\" of a schema is not an integer from 0 to 1")]
    [InlineData("""{"type":"string","mutable":"no"}""", "column c: \"mutable\" of a schema is not a boolean")]
    public void What_is_wrong_with_a_schema_is_said_with_its_place(string column, string expected)
    {
        var error = Assert.Throws<OvsdbException>(() => DatabaseSchema.Parse("{\"name\":\"x\",\"tables\":{\"t\":{\"columns\":{\"c\":" + column + "}}}}"));
        Assert.EndsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a-b","tables":{}}""", "\"a-b\" is not an <id>")]
    [InlineData("""{"name":"x","tables":{},"comment":""}""", "member \"comment\" does not belong in the schema")]
    [InlineData("""{"name":"x","version":"1.2","tables":{}}""", "not of the form x.y.z")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string"}},"root":true}}}""", "table t: member \"root\" does not belong in the table")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string","doc":"x"}}}}}""", "table t: column c: member \"doc\" does not belong in the column")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":"string","maximum":1}}}}}}""", "member \"maximum\" does not belong in the type")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":{"type":"string","minInteger":1}}}}}}}""", "member \"minInteger\" does not belong in type string")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":{"type":"integer","enum":1,"maxInteger":1}}}}}}}""", "member \"maxInteger\" does not belong in type integer")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":{"type":"uuid","refType":"weak"}}}}}}}""", "member \"refType\" does not belong in type uuid")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":{"type":"integer","enum":["set",[]]}}}}}}}""", "enum allows no value")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string"}},"indexes":{}}}}""", "the indexes of table t are not an array")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string"}},"indexes":[["c","c"]]}}}""", "names column c twice")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string"}},"indexes":[["d"]]}}}""", "names column d, which there is not")]
    [InlineData("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string","ephemeral":true}},"indexes":[["c"]]}}}""", "column c, which is ephemeral")]
    public void A_schema_is_read_as_strictly_as_by_a_server(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<OvsdbException>(() => DatabaseSchema.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_newer_server_says_beyond_what_is_known_here_is_left_out()
    {
        var schema = DatabaseSchema.Parse("""{"name":"x","new":1,"tables":{"t":{"new":1,"columns":{"c":{"new":1,"type":{"new":1,"key":{"new":1,"type":"string"}}}}}}}"""u8.ToArray());
        Assert.Equal("""{"name":"x","tables":{"t":{"columns":{"c":{"type":"string"}}}}}""", schema.ToJson());
    }

    [Fact]
    public void Limits_that_limit_nothing_are_left_out_of_the_normal_form()
    {
        Assert.Equal("\"integer\"", ColumnType.Parse("""{"key":{"type":"integer","minInteger":-9223372036854775808}}""").ToJson());
        Assert.Equal("""{"columns":{"c":{"type":"string"}}}""", TableSchema.Parse("t", """{"columns":{"c":{"type":"string"}},"maxRows":4294967295}""").ToJson());
    }

    [Fact]
    public void Of_a_member_that_is_there_twice_the_last_counts_at_the_place_of_the_first()
    {
        var table = TableSchema.Parse("t", """{"columns":{"a":{"type":"real"},"b":{"type":"string"},"a":{"type":"uuid","type":"integer"}},"maxRows":1,"maxRows":2}""");
        Assert.Equal(["a", "b"], table.Columns.Keys);
        Assert.Equal(AtomicType.Integer, table.Columns["a"].Type.Key.Type);
        Assert.Equal(2, table.MaxRows);
    }

    [Theory]
    [InlineData("1e3", 1000)]
    [InlineData("9223372036854775807.0", long.MaxValue)]
    public void A_whole_number_of_a_schema_is_exact_however_it_is_written(string number, long expected) =>
        Assert.Equal(expected, Assert.IsType<OvsdbInteger>(BaseType.Parse("{\"type\":\"integer\",\"minInteger\":" + number + "}").Minimum).Value);

    [Theory]
    [InlineData("1.2.3")]
    [InlineData(" 1.\t+02.-3")]
    [InlineData("12345678901234567890.0.0")]
    public void A_version_is_three_numbers_as_scanf_reads_them(string version) => Assert.Equal(version, DatabaseSchema.Parse(Versioned(version)).Version);

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1..3")]
    [InlineData("1.2.3 ")]
    [InlineData("1.2.+-3")]
    [InlineData("\u00a01.2.3")]
    [InlineData("1.2.\u0663")]
    public void What_scanf_does_not_read_is_no_version(string version) => Assert.Throws<OvsdbException>(() => DatabaseSchema.Parse(Versioned(version)));

    [Fact]
    public void What_is_left_out_of_a_schema_may_nest_as_deep_as_the_wire_allows()
    {
        var deep = new string('[', OvsdbJson.MaximumDepth - 1) + new string(']', OvsdbJson.MaximumDepth - 1);
        var schema = DatabaseSchema.Parse(Encoding.UTF8.GetBytes("{\"name\":\"x\",\"tables\":{},\"new\":" + deep + "}"));
        Assert.Equal("""{"name":"x","tables":{}}""", schema.ToJson());
        Assert.Contains("nests deeper than 1000", Assert.Throws<OvsdbException>(() => DatabaseSchema.Parse("{\"new\":" + deep + "}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u0000", "U+0000")]
    [InlineData("\\ud83d", "half of a surrogate pair")]
    public void A_string_that_no_server_takes_is_none_in_a_schema(string escape, string expected) =>
        Assert.Contains(expected, Assert.Throws<OvsdbException>(() => DatabaseSchema.Parse("{\"name\":\"x\",\"cksum\":\"" + escape + "\",\"tables\":{}}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("integer")]
    [InlineData("/**/\"integer\"")]
    [InlineData("{'key':'integer'}")]
    [InlineData("\"integer\",")]
    [InlineData("\"integer\"],[1")]
    [InlineData("")]
    public void A_type_in_forgiving_JSON_is_a_protocol_error(string json) =>
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.Throws<OvsdbException>(() => ColumnType.Parse(json)).Kind);

    [Fact]
    public void Conformance_vectors_of_types_and_schemas_hold()
    {
        string[] operations = ["parse-atomic-type", "parse-base-type", "parse-type", "parse-column", "parse-table", "parse-schema"];
        Vectors.Check("ovsdb_values_flat.json", vector => operations.Contains((string)vector["op"]!), vector => Normalise((string)vector["op"]!, (JArray)vector["args"]!));
    }

    private static string Versioned(string version) => $"{{\"name\":\"x\",\"version\":\"{version.Replace("\t", "\\t", StringComparison.Ordinal)}\",\"tables\":{{}}}}";

    private static string? Normalise(string operation, JArray arguments)
    {
        // A column or a table comes with its name first, and a table perhaps with whether tables are roots by default.
        var name = (string)arguments[0]!;
        var text = Vectors.Unbox((string)arguments[operation is "parse-column" or "parse-table" ? 1 : 0]!);
        try
        {
            return operation switch
            {
                "parse-schema" => DatabaseSchema.Parse(text).ToJson(),
                "parse-atomic-type" or "parse-base-type" => BaseType.Parse(text).ToJson(),
                "parse-type" => ColumnType.Parse(text).ToJson(),
                "parse-column" => ColumnSchema.Parse(name, text).ToJson(),
                _ => TableSchema.Parse(name, text).ToJson(isRootByDefault: arguments.Count > 2 && (string?)arguments[2] == "true"),
            };
        }
        catch (OvsdbException)
        {
            return null;
        }
    }
}
