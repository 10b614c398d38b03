namespace OvsCtl.Ovsdb.Tests;

public sealed class ConditionTests
{
    private static readonly TableSchema Table = TableSchema.Parse("t", """
        {"columns": {
          "i": {"type": "integer"}, "r": {"type": "real"}, "s": {"type": {"key": {"type": "string", "maxLength": 2}}},
          "o": {"type": {"key": "integer", "min": 0}}, "set": {"type": {"key": "integer", "min": 0, "max": 3}},
          "map": {"type": {"key": "string", "value": "integer", "min": 0, "max": "unlimited"}}, "u": {"type": "uuid"}}}
        """);

    private static readonly Row Sample = Row.Parse(Table, """{"i":5,"r":1.5,"s":"x","set":["set",[1,2]],"map":["map",[["a",1],["b",2]]],"_uuid":["uuid","01234567-0000-4000-8000-000000000000"]}""");

    [Theory]
    [InlineData("""["i","==",5]""", true)]
    [InlineData("""["i","!=",5]""", false)]
    [InlineData("""["i","<",6]""", true)]
    [InlineData("""["i","<=",4]""", false)]
    [InlineData("""["i",">",5]""", false)]
    [InlineData("""["i",">=",5]""", true)]
    [InlineData("""["i","includes",5]""", true)]
    [InlineData("""["i","excludes",5]""", false)]
    [InlineData("""["r",">",1]""", true)]
    [InlineData("""["s","==","x"]""", true)]
    [InlineData("""["o","<",9]""", false)]
    [InlineData("""["o",">",-9]""", false)]
    [InlineData("""["o","==",["set",[]]]""", true)]
    [InlineData("""["o","includes",["set",[]]]""", true)]
    [InlineData("""["set","==",["set",[2,1]]]""", true)]
    [InlineData("""["set","includes",2]""", true)]
    [InlineData("""["set","includes",["set",[2,3]]]""", false)]
    [InlineData("""["set","excludes",["set",[3,4,5,6]]]""", true)]
    [InlineData("""["set","excludes",["set",[2,3]]]""", false)]
    [InlineData("""["map","includes",["map",[["a",1]]]]""", true)]
    [InlineData("""["map","includes",["map",[["a",2]]]]""", false)]
    [InlineData("""["map","excludes",["map",[["a",2]]]]""", true)]
    [InlineData("""["_uuid","==",["uuid","01234567-0000-4000-8000-000000000000"]]""", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_row_meets_a_condition_or_not(string condition, bool expected) => Assert.Equal(expected, Condition.Parse(Table, condition).Evaluate(Sample));

    [Theory]
    [InlineData("""["nope","==",1]""", OvsdbErrorKind.UnknownColumn, "column nope: the table has no such column")]
    [InlineData("""["i","=",1]""", OvsdbErrorKind.SyntaxError, "\"=\" is none of ==, includes")]
    [InlineData("""["i","true",1]""", OvsdbErrorKind.SyntaxError, "\"true\" is none of")]
    [InlineData("""["s","<","a"]""", OvsdbErrorKind.SyntaxError, "table t, column s: \"<\" cannot be applied to one string")]
    [InlineData("""["set",">",1]""", OvsdbErrorKind.SyntaxError, "\">\" cannot be applied to set of up to 3 integer")]
    [InlineData("""["o","<",["set",[]]]""", OvsdbErrorKind.SyntaxError, "0 elements are not one integer")]
    [InlineData("""["i","==","5"]""", OvsdbErrorKind.SyntaxError, "\"5\" is not integer")]
    [InlineData("""["s","==","long"]""", OvsdbErrorKind.ConstraintViolation, "\"long\" has 4 characters, not 0 to 2")]
    [InlineData("""["u","==",["named-uuid","x"]]""", OvsdbErrorKind.SyntaxError, "only within a transaction")]
    [InlineData("""["map","==",["set",[]]]""", OvsdbErrorKind.SyntaxError, "is not map of string to integer")]
    [InlineData("""["i","=="]""", OvsdbErrorKind.SyntaxError, "is not [column, word, value]")]
    [InlineData("5", OvsdbErrorKind.SyntaxError, "5 is not [column, word, value]")]
    [InlineData("[", OvsdbErrorKind.SyntaxError, "")]
    public void What_no_server_would_accept_is_refused_with_its_place(string condition, OvsdbErrorKind kind, string message)
    {
        var error = Assert.Throws<OvsdbException>(() => Condition.Parse(Table, condition));
        Assert.Equal(kind, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_put_into_the_order_in_which_conditions_are_tested()
    {
        var where = Condition.ParseList(Table, """[["s","==","b"],["i","!=",1],["i","==", 2],["i","==",1.0],["_uuid","==",["uuid","01234567-0000-4000-8000-000000000000"]],["set","==",["set",[3]]],false]""");
        Assert.Equal(
            """false ["_uuid","==",["uuid","01234567-0000-4000-8000-000000000000"]] ["i","==",1] ["i","==",2] ["s","==","b"] ["set","==",3] ["i","!=",1]""",
            string.Join(' ', where.Select(condition => condition.ToJson())));
        Assert.Equal(0, Condition.Compare(where, where));
        Assert.True(Condition.Compare(where, [.. where, Condition.Always]) < 0);
        Assert.True(Condition.Compare([where[3]], [where[2]]) > 0);
    }

    [Fact]
    public void A_condition_made_by_hand_is_held_against_the_columns_type()
    {
        Assert.True(new Condition("r", "==", OvsdbSet.Of(new OvsdbReal(1.5))).Evaluate(Sample));
        Assert.True(Condition.Equal("map", OvsdbMap.Of(new Dictionary<OvsdbAtom, OvsdbAtom> { ["b"] = 2L, ["a"] = 1L })).Evaluate(Sample));
        Assert.Equal(("t", "i"), (Assert.Throws<OvsdbException>(() => Condition.Equal("i", "5").Evaluate(Sample)).Table, "i"));
        Assert.Throws<KeyNotFoundException>(() => Condition.Equal("nope", 5).Evaluate(Sample));
    }
}
