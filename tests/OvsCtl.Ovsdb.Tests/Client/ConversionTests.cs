namespace OvsCtl.Ovsdb.Tests;

/// <summary>A real server whose schema loses what a client is following; skipped outside the sandbox.</summary>
public sealed class ConversionTests : IAsyncLifetime
{
    private const string Before = """
        {"name":"db","version":"1.0.0","tables":{
          "Host":{"isRoot":true,"columns":{"name":{"type":"string"},"colour":{"type":"string"}}},
          "Link":{"isRoot":true,"columns":{"name":{"type":"string"}}}}}
        """;

    private const string WithoutColumn = """
        {"name":"db","version":"2.0.0","tables":{
          "Host":{"isRoot":true,"columns":{"name":{"type":"string"}}},
          "Link":{"isRoot":true,"columns":{"name":{"type":"string"}}}}}
        """;

    private const string WithoutTable = """{"name":"db","version":"3.0.0","tables":{"Host":{"isRoot":true,"columns":{"name":{"type":"string"}}}}}""";

    private RealOvs? _ovs;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private RealOvs Ovs => _ovs!;

    public async ValueTask InitializeAsync()
    {
        _ovs = await RealOvs.StartAsync(Before);
        await using var connection = await OvsdbConnection.ConnectAsync(_ovs.Endpoint, null, Cancelled);
        await connection.TransactAsync("db", [Row("Host", ("name", "a"), ("colour", "red")), Row("Host", ("name", "b")), Row("Link", ("name", "l"))], Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ovs is not null) await _ovs.DisposeAsync();
    }

    [Fact]
    public async Task A_column_and_then_a_table_that_are_gone_leave_the_replica_and_nothing_else_does()
    {
        await using var client = await ConnectAsync(schema => schema.Tables.Keys.ToDictionary(table => table, _ => (IReadOnlyList<string>)[]));
        var (replica, first) = (client.Replica, client.Replica.Current);
        var kept = first.Find("Link", "name", "l");

        await ConvertAsync(WithoutColumn);
        var second = await FakeServer.InTimeAsync(replica.WaitAsync(snapshot => !snapshot.Find("Host", "name", "a")!.Has("colour"), Cancelled));
        Assert.Equal(["a", "b"], Names(second, "Host"));
        Assert.Same(kept, second.Find("Link", "name", "l"));
        // What was taken before stays as it was.
        Assert.Equal("red", first.Find("Host", "name", "a")!.GetString("colour"));
        Assert.All(second.ChangesSince(first), change => Assert.Equal((RowChangeKind.Changed, "Host"), (change.Kind, change.Table)));

        await ConvertAsync(WithoutTable);
        var third = await FakeServer.InTimeAsync(replica.WaitAsync(snapshot => !snapshot.TableNames.Contains("Link"), Cancelled));
        var removed = Assert.Single(third.ChangesSince(second));
        Assert.Equal((RowChangeKind.Removed, "Link", kept!.Uuid), (removed.Kind, removed.Table, removed.Uuid));
        Assert.Same(second.Find("Host", "name", "a"), third.Find("Host", "name", "a"));

        // The same connection and the same replica serve on.
        await FakeServer.InTimeAsync(client.WaitConnectedAsync(Cancelled));
        Assert.Equal((1, "3.0.0"), (client.Statistics.ConnectionCount, client.Schema.Version));
        await client.TransactAsync([Row("Host", ("name", "c"))], Cancelled);
        Assert.Same(replica, client.Replica);
        Assert.Equal(["a", "b", "c"], Names(replica.Current, "Host"));
        var unknown = await Assert.ThrowsAsync<OvsdbException>(() => client.TransactAsync([Row("Link", ("name", "m"))], Cancelled));
        Assert.Equal(OvsdbErrorKind.UnknownTable, unknown.Kind);
    }

    [Fact]
    public async Task A_change_stream_tells_of_a_table_that_is_gone_as_of_rows_removed()
    {
        await using var client = await ConnectAsync(schema => schema.Tables.Keys.ToDictionary(table => table, _ => (IReadOnlyList<string>)["name"]));
        await using var changes = client.Replica.ChangesAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(3, changes.Current.Count);
        await ConvertAsync(WithoutTable);
        await FakeServer.InTimeAsync(changes.MoveNextAsync().AsTask());
        Assert.Equal((RowChangeKind.Removed, "Link"), (Assert.Single(changes.Current).Kind, changes.Current[0].Table));
    }

    [Fact]
    public async Task A_client_that_insists_on_what_is_gone_ends_and_says_so()
    {
        await using var client = await ConnectAsync(_ => new Dictionary<string, IReadOnlyList<string>> { ["Host"] = ["name", "colour"] });
        var last = client.Replica.Current;
        var waiting = client.Replica.NextAsync(last, Cancelled);
        await ConvertAsync(WithoutColumn);
        Assert.Contains("table Host has no column colour", (await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(waiting))).Message, StringComparison.Ordinal);
        var misuse = await Assert.ThrowsAsync<ArgumentException>(() => FakeServer.InTimeAsync(client.TransactAsync([new Comment("x")], Cancelled)));
        Assert.Contains("table Host has no column colour", misuse.Message, StringComparison.Ordinal);
        Assert.Equal("red", client.Replica.Current.Find("Host", "name", "a")!.GetString("colour"));
    }

    [Fact]
    public async Task A_monitor_of_one_connection_ends_with_the_schema_that_it_was_made_for()
    {
        await using var connection = await OvsdbConnection.ConnectAsync(Ovs.Endpoint, null, Cancelled);
        await connection.SetDatabaseChangeAwareAsync(true, Cancelled);
        var replica = await connection.MonitorAsync(await connection.GetSchemaAsync("db", Cancelled), new Dictionary<string, IReadOnlyList<string>> { ["Host"] = [] }, Cancelled);
        var waiting = replica.NextAsync(replica.Current, Cancelled);
        await ConvertAsync(WithoutColumn);
        Assert.Equal(OvsdbErrorKind.MonitorCanceled, (await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(waiting))).Kind);
        // The connection goes on: the next monitor is for what there is now.
        var next = await connection.MonitorAsync(await connection.GetSchemaAsync("db", Cancelled), new Dictionary<string, IReadOnlyList<string>> { ["Host"] = [] }, Cancelled);
        Assert.Equal(["a", "b"], Names(next.Current, "Host"));
    }

    private Task<OvsdbClient> ConnectAsync(Func<DatabaseSchema, IReadOnlyDictionary<string, IReadOnlyList<string>>> columns) =>
        FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(new OvsdbClientOptions { Endpoints = [Ovs.Endpoint], Database = "db", Columns = columns }, null, Cancelled));

    private async Task ConvertAsync(string schema)
    {
        await using var connection = await OvsdbConnection.ConnectAsync(Ovs.Endpoint, null, Cancelled);
        await connection.CallAsync("convert", $"[\"db\",{schema}]", Cancelled);
    }

    private static IEnumerable<string> Names(ReplicaSnapshot snapshot, string table) => snapshot.Table(table).Values.Select(row => row.GetString("name")).Order(StringComparer.Ordinal);

    private static Insert Row(string table, params (string Column, OvsdbValue Value)[] columns) => new(table, columns.ToDictionary(c => c.Column, c => c.Value));
}
