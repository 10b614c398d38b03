namespace OvsCtl.Ovsdb.Tests;

/// <summary>What a real server refuses, or quietly does otherwise; skipped outside the sandbox.</summary>
public sealed class RealRefusalTests : IAsyncLifetime
{
    private RealOvs? _ovs;
    private OvsdbConnection? _connection;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private OvsdbConnection Connection => _connection!;

    public static TheoryData<Operation[], OvsdbErrorKind, int?> Refused => new()
    {
        { [Row("Bridge", ("name", "b"), ("fail_mode", "weird"))], OvsdbErrorKind.ConstraintViolation, 0 },
        { [Row("Interface", ("name", "i"), ("ofport_request", 70_000))], OvsdbErrorKind.ConstraintViolation, 0 },
        { [Row("Bridge", ("name", 7))], OvsdbErrorKind.SyntaxError, 0 },
        { [Row("Nope", ("name", "b"))], OvsdbErrorKind.SyntaxError, 0 },
        { [Row("Bridge", ("nope", "b"))], OvsdbErrorKind.UnknownColumn, 0 },
        { [new Comment("first"), new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "/=", 0)])], OvsdbErrorKind.DomainError, 1 },
        { [new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "+=", long.MaxValue)]), new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "+=", 1)])], OvsdbErrorKind.RangeError, 1 },
        { [new Update("Open_vSwitch", [], new Dictionary<string, OvsdbValue> { ["bridges"] = Uuid.NewUuid() })], OvsdbErrorKind.ReferentialIntegrityViolation, null },
        { [Linked("a", "same"), Linked("b", "same")], OvsdbErrorKind.ConstraintViolation, null },
        { [new Abort()], OvsdbErrorKind.Aborted, 0 },
        { [new AssertLock("l")], OvsdbErrorKind.NotOwner, 0 },
        { [new Wait("Open_vSwitch", [], ["next_cfg"], UntilEqual: true, [], TimeSpan.FromMilliseconds(50))], OvsdbErrorKind.TimedOut, 0 },
        { [Wait.None("Open_vSwitch", new Condition("next_cfg", ">=", 0))], OvsdbErrorKind.TimedOut, 0 },
    };

    public async ValueTask InitializeAsync()
    {
        _ovs = await RealOvs.StartAsync(withSwitch: false);
        _connection = await OvsdbConnection.ConnectAsync(_ovs.Endpoint, null, Cancelled);
        await _ovs.VsctlAsync("--no-wait", "init");
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        if (_ovs is not null) await _ovs.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_refusal_has_a_kind_a_place_and_the_servers_words(Operation[] operations, OvsdbErrorKind kind, int? index)
    {
        // A row of a controller lives only while a bridge refers to it: give the two a bridge that does.
        var all = operations is [Insert { Table: "Port" }, ..]
            ? [.. operations, new Insert("Bridge", new Dictionary<string, OvsdbValue> { ["name"] = "b", ["ports"] = OvsdbSet.Of(new OvsdbNamedUuid("a"), new OvsdbNamedUuid("b")) }) { UuidName = "br" },
                Row("Interface", ("name", "i")) with { UuidName = "i" },
                new Mutate("Open_vSwitch", [], [Mutation.Insert("bridges", new OvsdbNamedUuid("br"))])]
            : operations;
        var error = await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(Connection.TransactAsync("Open_vSwitch", all, Cancelled)));
        Assert.Equal((kind, index), (error.Kind, error.OperationIndex));
        Assert.NotEmpty(error.Error);
        Assert.False(error.IsOutcomeUnknown);
        var left = await Connection.TransactAsync("Open_vSwitch", [new Select("Open_vSwitch", [], ["next_cfg"])], Cancelled);
        Assert.Equal(0L, left.Operations[0].Rows[0]["next_cfg"]);
    }

    [Fact]
    public async Task A_row_that_nothing_refers_to_is_gone_although_the_server_says_ok()
    {
        var schema = await Connection.GetSchemaAsync("Open_vSwitch", Cancelled);
        var replica = await Connection.MonitorAsync(schema, new Dictionary<string, IReadOnlyList<string>> { ["Interface"] = ["name"] }, Cancelled);
        var result = await Connection.TransactAsync("Open_vSwitch", [Row("Interface", ("name", "ghost"))], Cancelled);
        Assert.NotNull(result.Operations[0].Uuid);
        // The replica shows a transaction before its result is returned: the row never was.
        Assert.Empty(replica.Current.Table("Interface"));
    }

    private static Insert Row(string table, params (string Column, OvsdbValue Value)[] columns) => new(table, columns.ToDictionary(c => c.Column, c => c.Value));

    private static Insert Linked(string id, string name) => Row("Port", ("name", name), ("interfaces", new OvsdbNamedUuid("i"))) with { UuidName = id };
}
