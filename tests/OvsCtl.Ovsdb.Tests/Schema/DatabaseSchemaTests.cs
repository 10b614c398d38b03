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
        var wrong = Vectors.Load("ovsdb_values_flat.json")
            .Where(vector => operations.Contains((string)vector["op"]!))
            .Where(vector => IsValid((string)vector["op"]!, (JArray)vector["args"]!) != (bool)vector["valid"]!)
            .Select(vector => (string)vector["title"]!);
        Assert.Empty(wrong);
    }

    private static bool IsValid(string operation, JArray arguments)
    {
        try
        {
            var json = JToken.Parse((string)arguments[^1]!);
            if (json is JArray { Count: 1 } wrapped) json = wrapped[0];
            _ = operation switch
            {
                "parse-atomic-type" or "parse-base-type" => BaseType.Parse(json).ToString(),
                "parse-type" => ColumnType.Parse(json).ToString(),
                "parse-column" => ColumnSchema.Parse("mycol", json).ToString(),
                "parse-table" => TableSchema.Parse("mytable", json).ToString(),
                _ => DatabaseSchema.Parse((string)arguments[^1]!).ToString(),
            };
            return true;
        }
        catch (OvsdbException)
        {
            return false;
        }
    }
}
