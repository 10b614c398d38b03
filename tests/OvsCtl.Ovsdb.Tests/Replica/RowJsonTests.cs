namespace OvsCtl.Ovsdb.Tests;

public sealed class RowJsonTests
{
    private static readonly TableSchema Table = TableSchema.Parse("t", """
        {"columns": {"i": {"type": "integer"}, "r": {"type": "real"}, "o": {"type": {"key": "string", "min": 0}}, "one": {"type": {"key": "string", "value": "integer", "max": "unlimited"}}}}
        """);

    [Fact]
    public void Columns_that_the_text_does_not_name_hold_their_defaults()
    {
        var row = Row.Parse(Table, """{"r":1e3}""");
        Assert.Equal("""{"i":0,"o":["set",[]],"one":["map",[["",0]]],"r":1000}""", row.ToJson(Table.Columns.Keys));
        Assert.Equal(
            """{"_uuid":["uuid","00000000-0000-0000-0000-000000000000"],"_version":["uuid","00000000-0000-0000-0000-000000000000"],"i":0,"o":["set",[]],"one":["map",[["",0]]],"r":1000}""",
            row.ToJson());
    }

    [Fact]
    public void A_row_reads_as_one_of_a_replica_does()
    {
        var row = Row.Parse(Table, """{"_uuid":["uuid","01234567-0000-4000-8000-000000000000"],"i":7,"o":["set",["x"]]}""");
        Assert.Equal((7L, "x", "01234567-0000-4000-8000-000000000000"), (row.GetInteger("i"), row.GetOptionalString("o"), row.Uuid.ToString()));
        Assert.Equal(row.Uuid, ((OvsdbUuid)row["_uuid"]).Value);
        Assert.Equal(row["i"], Row.Parse(Table, """{"i":7.0}""")["i"]);
    }

    [Theory]
    [InlineData("""{"nope":1}""", OvsdbErrorKind.UnknownColumn, "table t, column nope: the table has no such column")]
    [InlineData("""{"i":"x"}""", OvsdbErrorKind.SyntaxError, "table t, column i: \"x\" is not integer")]
    [InlineData("""{"o":["set",["a","b"]]}""", OvsdbErrorKind.SyntaxError, "2 elements are not optional string")]
    [InlineData("""{"i":null}""", OvsdbErrorKind.SyntaxError, "table t, column i: ")]
    [InlineData("""[]""", OvsdbErrorKind.SyntaxError, "a row is a JSON object")]
    [InlineData("""{"i":1""", OvsdbErrorKind.SyntaxError, "ends early")]
    public void What_is_no_row_of_the_table_says_where(string json, OvsdbErrorKind kind, string message)
    {
        var error = Assert.Throws<OvsdbException>(() => Row.Parse(Table, json));
        Assert.Equal(kind, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_not_replaced()
    {
        const string Json = "{\"o\":\"\ud800\"}";
        var row = Assert.Throws<OvsdbException>(() => Row.Parse(Table, Json));
        Assert.Equal((OvsdbErrorKind.SyntaxError, "the text has half of a surrogate pair at character 7"), (row.Kind, row.Message));
        var value = Assert.Throws<OvsdbException>(() => OvsdbValue.Parse("\"\udc00\""));
        Assert.Equal((OvsdbErrorKind.ProtocolError, "the text has half of a surrogate pair at character 2"), (value.Kind, value.Message));
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.Throws<OvsdbException>(() => OvsdbJson.Normalize(Json)).Kind);
    }
}
