namespace OvsCtl.Ovsdb.Tests;

public sealed class ReplicaTests
{
    private const string Row = "550e8400-e29b-41d4-a716-446655440000";
    private const string Initial = """{"Bridge":{""" + "\"" + Row + "\"" + """:{"initial":{"name":"br0"}}}}""";

    private static readonly MonitoredTables Tables =
        new(Captured.Schema, new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["name", "fail_mode", "external_ids", "protocols"] });

    private readonly Replica _replica = new(Json.Read(Initial, c => MonitoredTables.Apply(Tables.Empty, c)));

    [Fact]
    public void Typed_readers_give_what_the_columns_hold()
    {
        Apply("""{"modify":{"fail_mode":"secure","external_ids":["map",[["a","1"]]],"protocols":["set",["OpenFlow10","OpenFlow13"]]}}""");
        var row = _replica.Current.Find("Bridge", "name", "br0")!;
        Assert.Equal("br0", row.GetString("name"));
        Assert.Equal("secure", row.GetOptionalString("fail_mode"));
        Assert.Equal("1", row.GetMap("external_ids")["a"]);
        Assert.Equal(["OpenFlow10", "OpenFlow13"], row.GetStrings("protocols"));
        Assert.Throws<KeyNotFoundException>(() => row["ports"]);
        Assert.Throws<InvalidOperationException>(() => row.GetInteger("name"));
        Assert.Throws<InvalidOperationException>(() => row.GetString("protocols"));
    }

    [Fact]
    public void A_snapshot_does_not_change_once_taken()
    {
        var before = _replica.Current;
        Apply("""{"delete":null}""");
        Assert.Single(before.Table("Bridge"));
        Assert.Empty(_replica.Current.Table("Bridge"));
    }

    [Fact]
    public async Task Next_waits_for_something_newer_than_what_was_seen()
    {
        var seen = _replica.Current;
        var next = _replica.NextAsync(seen, TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        Apply("""{"modify":{"fail_mode":"secure"}}""");
        Assert.Same(_replica.Current, await next);
        Assert.Same(_replica.Current, await _replica.NextAsync(seen, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_latency_comes_first_who_waits_goes_on_before_the_next_message_is_read()
    {
        var replica = new Replica(_replica.Current, new OvsdbConnectionOptions { IsLatencyFirst = true }.Continuations);
        var thread = 0;
        var waiting = GoOnAsync();
        var writer = Environment.CurrentManagedThreadId;
        Json.Read("{\"Bridge\":{\"" + Row + "\":{\"delete\":null}}}", cursor =>
        {
            replica.Apply(cursor);
            return true;
        });
        Assert.Equal(writer, Volatile.Read(ref thread));
        await waiting;

        async Task GoOnAsync()
        {
            await replica.NextAsync(replica.Current, TestContext.Current.CancellationToken).ConfigureAwait(false);
            Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
        }
    }

    [Fact]
    public async Task Waits_fail_when_the_replica_ends_but_what_is_true_already_is_told()
    {
        var waiting = _replica.WaitAsync(s => s.Table("Bridge").Count == 0, TestContext.Current.CancellationToken);
        _replica.End(new OvsdbException(OvsdbErrorKind.ConnectionLost, "gone"));
        Assert.Equal(OvsdbErrorKind.ConnectionLost, (await Assert.ThrowsAsync<OvsdbException>(() => waiting)).Kind);
        Assert.NotNull(await _replica.WaitAsync(s => s.Table("Bridge").Count == 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancelling_a_wait_ends_the_wait_only()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _replica.NextAsync(_replica.Current, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Apply("""{"modify":{"fail_mode":"secure"}}""");
        Assert.Equal(2, _replica.Current.Version);
    }

    [Theory]
    [InlineData("""{"Port":{}}""")]
    [InlineData("""{"Bridge":{"x":{}}}""")]
    [InlineData("""{"Bridge":{"550e8400-e29b-41d4-a716-446655440000":{"frob":{}}}}""")]
    [InlineData("""{"Bridge":{"550e8400-e29b-41d4-a716-446655440000":{"modify":{"nope":1}}}}""")]
    [InlineData("""{"Bridge":{"550e8400-e29b-41d4-a716-446655440000":{"modify":{"name":1}}}}""")]
    [InlineData("""{"Bridge":{"550e8400-e29b-41d4-a716-446655440000":{"modify":{"name":["map",[["a","b"]]]}}}}""")]
    [InlineData("""{"Bridge":{"550e8400-e29b-41d4-a716-000000000000":{"modify":{"name":"x"}}}}""")]
    [InlineData("[]")]
    public void An_update_that_does_not_fit_is_a_protocol_error_and_changes_nothing(string update)
    {
        var before = _replica.Current;
        var error = Assert.Throws<OvsdbException>(() => ApplyTables(update));
        Assert.Equal(OvsdbErrorKind.ProtocolError, error.Kind);
        Assert.Same(before, _replica.Current);
    }

    private void Apply(string rowUpdate) => ApplyTables("{\"Bridge\":{\"" + Row + "\":" + rowUpdate + "}}");

    private void ApplyTables(string updates) => Json.Read(updates, cursor =>
    {
        _replica.Apply(cursor);
        return 0;
    });
}
