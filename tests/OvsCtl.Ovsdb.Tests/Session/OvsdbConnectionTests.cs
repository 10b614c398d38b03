namespace OvsCtl.Ovsdb.Tests;

public sealed class OvsdbConnectionTests : IAsyncDisposable
{
    private readonly FakeServer _server = FakeServer.Start();

    private OvsdbConnection Connection => _server.Connection;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_request_has_no_jsonrpc_member_and_its_reply_may_come_in_any_order()
    {
        var first = Connection.ListDatabasesAsync(Cancelled);
        var second = Connection.ListDatabasesAsync(Cancelled);
        var (a, b) = (await _server.ReceiveAsync("list_dbs"), await _server.ReceiveAsync("list_dbs"));
        Assert.Equal(["method", "params", "id"], a.Properties().Select(p => p.Name));
        await _server.ReplyAsync(b, """["b"]""");
        await _server.ReplyAsync(a, """["a"]""");
        Assert.Equal(["a"], await first);
        Assert.Equal(["b"], await second);
    }

    [Fact]
    public async Task An_echo_is_answered_with_its_own_parameters()
    {
        await _server.SendAsync("""{"method":"echo","params":["é",[1.50]],"id":"e"}""");
        var reply = await _server.ReceiveAsync();
        Assert.Equal("""{"id":"e","result":["é",[1.5]],"error":null}""", reply.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public async Task A_request_of_the_server_that_is_not_known_is_refused_and_a_notification_is_ignored()
    {
        await _server.SendAsync("""{"method":"locked","params":["l"],"id":null}{"method":"frob","params":[],"id":7}""");
        Assert.Equal("unknown method", (string?)(await _server.ReceiveAsync())["error"]);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"method":7,"params":[],"id":null}""")]
    [InlineData("""{"method":"update2","params":{},"id":null}""")]
    [InlineData("""{"method":"update2","params":[],"id":null}""")]
    public async Task Garbage_ends_the_connection_and_the_waiting_requests(string garbage)
    {
        var request = Connection.TransactAsync("db", [new Comment("x")], Cancelled);
        await _server.ReceiveAsync("transact");
        await _server.SendAsync(garbage);
        var error = await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(request));
        Assert.Equal(OvsdbErrorKind.ConnectionLost, error.Kind);
        Assert.True(error.IsOutcomeUnknown);
        await FakeServer.InTimeAsync(Connection.Closed);
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.IsType<OvsdbException>(Connection.CloseReason).Kind);
    }

    [Fact]
    public async Task A_close_in_the_middle_of_a_reply_leaves_a_transaction_unknown_but_not_a_read()
    {
        var read = Connection.ListDatabasesAsync(Cancelled);
        var write = Connection.TransactAsync("db", [], Cancelled);
        await _server.ReceiveAsync("list_dbs");
        await _server.SendAsync("""{"id":1,"result":["Open_""");
        await _server.CloseAsync();
        Assert.False((await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(read))).IsOutcomeUnknown);
        Assert.True((await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(write))).IsOutcomeUnknown);
    }

    [Fact]
    public async Task A_request_on_a_closed_connection_fails_with_a_known_outcome()
    {
        await _server.CloseAsync();
        await FakeServer.InTimeAsync(Connection.Closed);
        var error = await Assert.ThrowsAsync<OvsdbException>(() => Connection.TransactAsync("db", [], Cancelled));
        Assert.Equal(OvsdbErrorKind.ConnectionLost, error.Kind);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Fact]
    public async Task Disposing_fails_what_waits()
    {
        var request = Connection.ListDatabasesAsync(Cancelled);
        await _server.ReceiveAsync("list_dbs");
        await Connection.DisposeAsync();
        Assert.Equal(OvsdbErrorKind.ConnectionLost, (await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(request))).Kind);
        Assert.True(Connection.Closed.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Cancelling_a_transaction_tells_the_server_and_its_late_reply_is_ignored()
    {
        using var cancel = new CancellationTokenSource();
        var request = Connection.TransactAsync("db", [], cancel.Token);
        var received = await _server.ReceiveAsync("transact");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        var withdrawal = await _server.ReceiveAsync("cancel");
        Assert.Equal(received["id"], withdrawal["params"]![0]);

        await _server.ReplyAsync(received, "[]");
        var next = Connection.ListDatabasesAsync(Cancelled);
        await _server.ReplyAsync(await _server.ReceiveAsync("list_dbs"), "[]");
        Assert.Empty(await next);
    }

    [Fact]
    public async Task A_text_that_cannot_be_sent_is_the_callers_mistake_and_the_connection_lives()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Connection.TransactAsync("db", [new Comment("a\0")], Cancelled));
        Assert.Null(Connection.CloseReason);
    }

    [Fact]
    public async Task A_monitor_follows_updates_until_the_server_cancels_it()
    {
        var starting = Connection.MonitorAsync(Captured.Schema, new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["name"], ["Controller"] = [] }, Cancelled);
        var request = await _server.ReceiveAsync("monitor_cond");
        Assert.Equal("""[{"columns":["target","is_connected"]}]""", request["params"]![2]!["Controller"]!.ToString(Newtonsoft.Json.Formatting.None));
        var id = (string)request["params"]![1]!;

        // The update comes right behind the reply: it must find its replica.
        await _server.ReplyAsync(request, "{}");
        await _server.SendAsync(
            "{\"method\":\"update2\",\"params\":[\"" + id + "\"," + """{"Bridge":{"550e8400-e29b-41d4-a716-446655440000":{"insert":{"name":"br0"}}}}],"id":null}""");
        var replica = await FakeServer.InTimeAsync(starting);
        var snapshot = await FakeServer.InTimeAsync(replica.WaitAsync(s => s.Table("Bridge").Count == 1, Cancelled));
        Assert.Empty(snapshot.Table("Controller"));

        await _server.SendAsync("{\"method\":\"monitor_canceled\",\"params\":[\"" + id + "\"],\"id\":null}");
        var error = await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(replica.NextAsync(snapshot, Cancelled)));
        Assert.Equal(OvsdbErrorKind.MonitorCanceled, error.Kind);
        Assert.Null(Connection.CloseReason);
    }

    [Fact]
    public async Task An_update_for_a_monitor_nobody_waits_for_is_ignored()
    {
        await _server.SendAsync("""{"method":"update2","params":["stranger",{"x":7}],"id":null}{"method":"echo","params":[],"id":1}""");
        Assert.Empty((await _server.ReceiveAsync())["result"]!);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_two_intervals()
    {
        await using var silent = FakeServer.Start(new OvsdbConnectionOptions { ProbeInterval = TimeSpan.FromMilliseconds(50) });
        var request = silent.Connection.ListDatabasesAsync(Cancelled);
        await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(request));
        await silent.ReceiveAsync("list_dbs");
        await silent.ReceiveAsync("echo");
        Assert.Contains("echo", silent.Connection.CloseReason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_echoes_that_reads_no_answers_does_not_stop_replies()
    {
        var request = Connection.ListDatabasesAsync(Cancelled);
        var received = await _server.ReceiveAsync("list_dbs");
        var echo = "{\"method\":\"echo\",\"params\":[\"" + new string('x', 60_000) + "\"],\"id\":1}";
        for (var i = 0; i < 400; i++) await _server.SendAsync(echo);
        await _server.ReplyAsync(received, "[]");
        Assert.Empty(await FakeServer.InTimeAsync(request));
    }

    [Fact]
    public async Task An_endless_message_ends_the_connection()
    {
        await using var endless = FakeServer.Start(new OvsdbConnectionOptions { MaximumMessageSize = 100_000, ProbeInterval = Timeout.InfiniteTimeSpan });
        var flood = endless.SendAsync("{\"id\":\"" + new string('x', 1_000_000));
        await FakeServer.InTimeAsync(endless.Connection.Closed);
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.IsType<OvsdbException>(endless.Connection.CloseReason).Kind);
        await FakeServer.InTimeAsync(flood);
    }
}
