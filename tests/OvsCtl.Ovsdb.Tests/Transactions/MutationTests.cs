namespace OvsCtl.Ovsdb.Tests;

public sealed class MutationTests
{
    private static readonly TableSchema Table = TableSchema.Parse("t", """
        {"columns": {
          "i": {"type": "integer"}, "low": {"type": {"key": {"type": "integer", "maxInteger": 6}}}, "r": {"type": "real"}, "s": {"type": "string"},
          "set": {"type": {"key": "integer", "min": 1, "max": 3}}, "map": {"type": {"key": "string", "value": "integer", "min": 0, "max": 3}},
          "fixed": {"type": "integer", "mutable": false}}}
        """);

    private static readonly Row Sample = Row.Parse(Table, """{"i":5,"low":5,"r":1.5,"s":"x","set":["set",[1,2]],"map":["map",[["a",1],["b",2]]]}""");

    [Theory]
    [InlineData("""["i","+=",2]""", """{"i":7}""")]
    [InlineData("""["i","-=",7]""", """{"i":-2}""")]
    [InlineData("""["i","*=",-3]""", """{"i":-15}""")]
    [InlineData("""["i","/=",-2]""", """{"i":-2}""")]
    [InlineData("""["i","%=",-3]""", """{"i":2}""")]
    [InlineData("""["r","+=",1]""", """{"r":2.5}""")]
    [InlineData("""["r","/=",["set",[0.5]]]""", """{"r":3}""")]
    [InlineData("""["set","*=",10]""", """{"set":["set",[10,20]]}""")]
    [InlineData("""["set","insert",["set",[2,3]]]""", """{"set":["set",[1,2,3]]}""")]
    [InlineData("""["set","delete",["set",[2,3,4,5,6]]]""", """{"set":1}""")]
    [InlineData("""["map","insert",["map",[["a",9],["c",3]]]]""", """{"map":["map",[["a",1],["b",2],["c",3]]]}""")]
    [InlineData("""["map","delete",["map",[["a",9],["b",2]]]]""", """{"map":["map",[["a",1]]]}""")]
    [InlineData("""["map","delete",["set",["a","z"]]]""", """{"map":["map",[["b",2]]]}""")]
    [InlineData("""["map","delete","a"]""", """{"map":["map",[["b",2]]]}""")]
    public void A_mutation_changes_its_column_and_nothing_else(string json, string expected)
    {
        var mutation = Mutation.Parse(Table, json);
        var changed = mutation.Execute(Sample);
        Assert.Equal(expected, changed.ToJson([mutation.Column]));
        Assert.Equal(Sample.ToJson(Table.Columns.Keys.Except([mutation.Column])), changed.ToJson(Table.Columns.Keys.Except([mutation.Column])));
        Assert.Equal("""{"i":5}""", Sample.ToJson(["i"]));
    }

    [Theory]
    [InlineData("""["i","/=",0]""", OvsdbErrorKind.DomainError, "division by zero")]
    [InlineData("""["i","%=",0]""", OvsdbErrorKind.DomainError, "division by zero")]
    [InlineData("""["r","/=",0]""", OvsdbErrorKind.DomainError, "division by zero")]
    [InlineData("""["i","+=",9223372036854775807]""", OvsdbErrorKind.RangeError, "the result of 5 += 9223372036854775807 is out of range")]
    [InlineData("""["i","-=",-9223372036854775808]""", OvsdbErrorKind.RangeError, "out of range")]
    [InlineData("""["i","*=",-9223372036854775808]""", OvsdbErrorKind.RangeError, "out of range")]
    [InlineData("""["low","+=",2]""", OvsdbErrorKind.ConstraintViolation, "table t, column low: 7 is greater than 6")]
    [InlineData("""["set","*=",0]""", OvsdbErrorKind.ConstraintViolation, "has duplicates")]
    [InlineData("""["set","insert",["set",[7,8]]]""", OvsdbErrorKind.ConstraintViolation, "\"insert\" would leave 4 elements in set of 1 to 3 integer")]
    [InlineData("""["set","delete",["set",[1,2]]]""", OvsdbErrorKind.ConstraintViolation, "would leave 0 elements")]
    public void What_cannot_be_carried_out_says_why(string json, OvsdbErrorKind kind, string message)
    {
        var error = Assert.Throws<OvsdbException>(() => Mutation.Parse(Table, json).Execute(Sample));
        Assert.Equal((kind, "t"), (error.Kind, error.Table));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["nope","+=",1]""", OvsdbErrorKind.UnknownColumn, "no such column")]
    [InlineData("""["fixed","+=",1]""", OvsdbErrorKind.ConstraintViolation, "cannot change after its row was inserted")]
    [InlineData("""["_uuid","insert",1]""", OvsdbErrorKind.ConstraintViolation, "cannot change")]
    [InlineData("""["i","++",1]""", OvsdbErrorKind.SyntaxError, "\"++\" is none of +=")]
    [InlineData("""["i","insert",1]""", OvsdbErrorKind.SyntaxError, "\"insert\" cannot be applied to one integer")]
    [InlineData("""["r","%=",1]""", OvsdbErrorKind.SyntaxError, "\"%=\" cannot be applied to one real")]
    [InlineData("""["s","+=","x"]""", OvsdbErrorKind.SyntaxError, "\"+=\" cannot be applied to one string")]
    [InlineData("""["map","+=",1]""", OvsdbErrorKind.SyntaxError, "\"+=\" cannot be applied to map")]
    [InlineData("""["i","+=",1.5]""", OvsdbErrorKind.SyntaxError, "1.5 is not integer")]
    [InlineData("""["set","insert",["set",[1,2,3,4]]]""", OvsdbErrorKind.SyntaxError, "4 elements are not set of up to 3")]
    [InlineData("""["map","insert","a"]""", OvsdbErrorKind.SyntaxError, "\"a\" is not map")]
    [InlineData("true", OvsdbErrorKind.SyntaxError, "a mutation is [column, mutator, value]")]
    public void What_no_server_would_accept_is_refused_with_its_place(string json, OvsdbErrorKind kind, string message)
    {
        var error = Assert.Throws<OvsdbException>(() => Mutation.Parse(Table, json));
        Assert.Equal(kind, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mutations_are_carried_out_one_after_the_other()
    {
        var mutations = Mutation.ParseList(Table, """[["i","+=",1],["i","*=",2],["set","delete",1],["set","insert",["set",[7]]]]""");
        Assert.Equal("""{"i":12,"set":["set",[2,7]]}""", Mutation.Execute(mutations, Sample).ToJson(["i", "set"]));
        Assert.Equal("""["set","insert",7]""", mutations[3].ToJson());
    }
}
