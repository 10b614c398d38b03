namespace OvsCtl.Ovsdb.Tests;

public sealed class OperationValidatorTests
{
    private static readonly Dictionary<string, OvsdbValue> Nothing = [];

    public static TheoryData<Operation, OvsdbErrorKind, string> Refused => new()
    {
        { new Insert("Nope", Nothing), OvsdbErrorKind.UnknownTable, "Nope" },
        { Row("nope", 1), OvsdbErrorKind.UnknownColumn, "table Bridge, column nope" },
        { Row("name", 1), OvsdbErrorKind.SyntaxError, "1 is not string" },
        { Row("fail_mode", "weird"), OvsdbErrorKind.ConstraintViolation, """table Bridge, column fail_mode: "weird" is not one of the allowed values ["set",["secure","standalone"]]""" },
        { Row("name", OvsdbSet.Empty), OvsdbErrorKind.SyntaxError, "0 elements are not one string" },
        { Row("external_ids", "x"), OvsdbErrorKind.SyntaxError, "is not map of string to string" },
        { new Insert("Interface", new Dictionary<string, OvsdbValue> { ["ofport_request"] = 0x10000 }), OvsdbErrorKind.ConstraintViolation, "65536 is greater than 65279" },
        { new Update("Bridge", [], new Dictionary<string, OvsdbValue> { ["name"] = "z" }), OvsdbErrorKind.ConstraintViolation, "cannot change" },
        { new Mutate("Bridge", [], [new Mutation("name", "insert", "z")]), OvsdbErrorKind.ConstraintViolation, "cannot change" },
        { new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "insert", 1)]), OvsdbErrorKind.SyntaxError, "\"insert\" cannot be applied to one integer" },
        { new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "**", 1)]), OvsdbErrorKind.SyntaxError, "is none of +=" },
        { new Delete("Bridge", [new Condition("name", "~", "x")]), OvsdbErrorKind.SyntaxError, "is none of ==" },
        { new Delete("Bridge", [new Condition("name", "<", "x")]), OvsdbErrorKind.SyntaxError, "\"<\" cannot be applied to one string" },
        { new Select("Bridge", [], ["nope"]), OvsdbErrorKind.UnknownColumn, "column nope" },
        { Row("ports", new OvsdbNamedUuid("p")), OvsdbErrorKind.NotFound, "no insert of this transaction" },
        { new Insert("Bridge", Nothing) { UuidName = "a-b" }, OvsdbErrorKind.SyntaxError, "a-b" },
        { new AssertLock("1x"), OvsdbErrorKind.SyntaxError, "1x" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_succeed_is_refused_with_place_and_reason(Operation operation, OvsdbErrorKind kind, string reason)
    {
        var error = Assert.Throws<OvsdbException>(() => OperationValidator.Validate(Captured.Schema, [new Comment("first"), operation]));
        Assert.Equal(kind, error.Kind);
        Assert.Equal(1, error.OperationIndex);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_and_column_are_members_of_the_error()
    {
        var error = Assert.Throws<OvsdbException>(() => OperationValidator.Validate(Captured.Schema, [Row("fail_mode", "weird")]));
        Assert.Equal(("Bridge", "fail_mode"), (error.Table, error.Column));
    }

    [Fact]
    public void A_row_without_a_column_that_has_no_allowed_default_is_refused()
    {
        var schema = DatabaseSchema.Parse("""{"name":"x","tables":{"t":{"columns":{"c":{"type":{"key":{"type":"string","minLength":1}}}}}}}""");
        var error = Assert.Throws<OvsdbException>(() => OperationValidator.Validate(schema, [new Insert("t", Nothing)]));
        Assert.Equal((OvsdbErrorKind.ConstraintViolation, "c"), (error.Kind, error.Column));
        Assert.Contains("a row needs a value, as the default is not allowed", error.Message, StringComparison.Ordinal);
        OperationValidator.Validate(schema, [new Insert("t", new Dictionary<string, OvsdbValue> { ["c"] = "x" })]);
    }

    [Fact]
    public void Two_rows_of_one_name_are_refused() => Assert.Equal(
        OvsdbErrorKind.DuplicateUuidName,
        Assert.Throws<OvsdbException>(() => OperationValidator.Validate(Captured.Schema, [Named("a"), Named("a")])).Kind);

    [Fact]
    public void What_a_server_accepts_passes() => OperationValidator.Validate(Captured.Schema,
    [
        new Update("Open_vSwitch", [new Condition("bridges", "includes", OvsdbSet.Empty)], new Dictionary<string, OvsdbValue> { ["bridges"] = new OvsdbNamedUuid("a") }),
        Named("a"),
        new Mutate("Bridge", [Condition.IsRow(Uuid.NewUuid())], [Mutation.Delete("external_ids", OvsdbSet.Of("k")), Mutation.Delete("external_ids", "k")]),
        new Mutate("Interface", [new Condition("ofport", "<", 1)], [new Mutation("mtu_request", "+=", -100)]),
        new Wait("Bridge", [new Condition("_version", "!=", Uuid.NewUuid())], ["_uuid", "fail_mode"], UntilEqual: true, [new Dictionary<string, OvsdbValue> { ["fail_mode"] = OvsdbSet.Empty }], TimeSpan.Zero),
        new Insert("Bridge", new Dictionary<string, OvsdbValue> { ["external_ids"] = OvsdbMap.Empty, ["protocols"] = OvsdbSet.Of("OpenFlow10", "OpenFlow13") }),
        new AssertLock("l"), new Commit(true), new Abort(), new Comment("c"),
    ]);

    private static Insert Row(string column, OvsdbValue value) => new("Bridge", new Dictionary<string, OvsdbValue> { [column] = value });

    private static Insert Named(string name) => new("Bridge", Nothing) { UuidName = name };
}
