using System.Net.Sockets;
using System.Text;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What a bad or broken peer can do to one connection: it never hangs, crashes or grows without bound.</summary>
public sealed class FaultTests
{
    private const string Row = "550e8400-e29b-41d4-a716-446655440000";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Poison => new()
    {
        """{"id":1,"result":["a\u0000b"],"error":null}""",
        """{"id":1,"result":["\ud834"],"error":null}""",
        "{\"id\":1,\"result\":" + new string('[', 1000) + new string(']', 1000) + "}",
        """{"id":1,"result":[1e99999]""" + "]}",
        """{"id":1,"result":["x" "y"],"error":null}""",
        """{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1}""",
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task A_poisoned_reply_fails_the_request_and_the_connection(string poison)
    {
        await using var server = FakeServer.Start();
        var request = server.Connection.ListDatabasesAsync(Cancelled);
        await server.ReceiveAsync("list_dbs");
        await server.SendAsync(poison);
        await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(request));
        await FakeServer.InTimeAsync(server.Connection.Closed);
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.IsType<OvsdbException>(server.Connection.CloseReason).Kind);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_end_the_connection()
    {
        await using var server = FakeServer.Start();
        await server.SendAsync([.. """{"method":"update2","params":["""u8, (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', .. "],\"id\":null}"u8]);
        await FakeServer.InTimeAsync(server.Connection.Closed);
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.IsType<OvsdbException>(server.Connection.CloseReason).Kind);
    }

    [Theory]
    [InlineData("""{"id":999,"result":[],"error":null}""")]
    [InlineData("""{"id":"nobody","result":[],"error":null}""")]
    [InlineData("""{"id":null,"result":[],"error":null}""")]
    [InlineData("""{"id":1.5,"error":"x"}""")]
    [InlineData("""{"method":"locked","params":["nobody"],"id":null}""")]
    [InlineData("""{"method":"stolen","params":["nobody"],"id":null}""")]
    [InlineData("""{"method":"update3","params":["nobody","550e8400-e29b-41d4-a716-446655440000",{}],"id":null}""")]
    [InlineData("""{"method":"monitor_canceled","params":["nobody"],"id":null}""")]
    public async Task An_answer_to_nothing_and_news_for_nobody_are_passed_over(string message)
    {
        await using var server = FakeServer.Start();
        await server.SendAsync(message);
        var request = server.Connection.ListDatabasesAsync(Cancelled);
        await server.ReplyAsync(await server.ReceiveAsync("list_dbs"), """["db"]""");
        Assert.Equal(["db"], await FakeServer.InTimeAsync(request));
    }

    [Fact]
    public async Task Of_a_repeated_member_the_last_counts()
    {
        await using var server = FakeServer.Start();
        var request = server.Connection.ListDatabasesAsync(Cancelled);
        var id = (await server.ReceiveAsync("list_dbs"))["id"];
        await server.SendAsync("{\"id\":77,\"result\":[\"a\"],\"id\":" + id + ",\"result\":[\"b\"],\"error\":\"x\",\"error\":null}");
        Assert.Equal(["b"], await FakeServer.InTimeAsync(request));
    }

    [Fact]
    public async Task A_reply_of_100_MB_is_read_whole_and_refused_where_the_limit_is_less()
    {
        const int size = 100_000_000;
        await using (var server = FakeServer.Start())
        {
            var request = server.Connection.ListDatabasesAsync(Cancelled);
            var sending = server.ReplyAsync(await server.ReceiveAsync("list_dbs"), "[\"" + new string('x', size) + "\"]");
            Assert.Equal(size, (await FakeServer.InTimeAsync(request))[0].Length);
            await sending;
        }

        await using var limited = FakeServer.Start(new OvsdbConnectionOptions { MaximumMessageSize = size, ProbeInterval = Timeout.InfiniteTimeSpan });
        var refused = limited.Connection.ListDatabasesAsync(Cancelled);
        var flood = limited.ReplyAsync(await limited.ReceiveAsync("list_dbs"), "[\"" + new string('x', size) + "\"]");
        await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(refused));
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.IsType<OvsdbException>(limited.Connection.CloseReason).Kind);
        await FakeServer.InTimeAsync(flood);
    }

    [Fact]
    public async Task A_peer_that_never_reads_makes_requests_wait_and_is_given_up()
    {
        await using var server = FakeServer.Start(new OvsdbConnectionOptions { ProbeInterval = TimeSpan.FromSeconds(1) });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var requests = Enumerable.Range(0, 10_000).Select(_ => server.Connection.TransactAsync("db", [new Comment(new string('x', 10_000))], Cancelled)).ToList();
        // Those that are not queued have said so before they cost anything but their own text.
        await FakeServer.InTimeAsync(server.Connection.Closed);
        var outcomes = new List<OvsdbException>();
        foreach (var request in requests) outcomes.Add(await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(request)));
        Assert.All(outcomes, e => Assert.Equal(OvsdbErrorKind.ConnectionLost, e.Kind));
        // What never got into the queue is known not to have been done.
        Assert.InRange(outcomes.Count(e => e.IsOutcomeUnknown), 1, 1_000);
        requests.Clear();
        outcomes.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 50_000_000);
    }

    [Fact]
    public async Task A_peer_that_reads_and_writes_single_bytes_is_served()
    {
        await using var server = FakeServer.Start();
        var request = server.Connection.ListDatabasesAsync(Cancelled);
        var received = new StringBuilder();
        while (!received.ToString().EndsWith('}')) received.Append((char)await server.ReceiveByteAsync());
        Assert.Contains("list_dbs", received.ToString(), StringComparison.Ordinal);
        foreach (var c in """{"id":1,"result":["db"],"error":null}""") await server.SendAsync(c.ToString());
        Assert.Equal(["db"], await FakeServer.InTimeAsync(request));
    }

    [Fact]
    public async Task A_peer_that_reads_and_writes_one_byte_a_second_lives_and_costs_no_more_than_the_queue()
    {
        await using var server = FakeServer.Start(new OvsdbConnectionOptions { ProbeInterval = TimeSpan.FromSeconds(2) });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var requests = Enumerable.Range(0, 5_000).Select(_ => server.Connection.TransactAsync("db", [new Comment(new string('x', 10_000))], Cancelled)).ToList();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        // Twice the time after which a peer that says nothing is given up.
        foreach (var c in """{"id":7,""")
        {
            await server.ReceiveByteAsync();
            await server.SendAsync(c.ToString());
            await second.WaitForNextTickAsync(Cancelled);
        }

        Assert.Null(server.Connection.CloseReason);
        Assert.DoesNotContain(requests, request => request.IsCompleted);
        await server.Connection.DisposeAsync();
        var outcomes = new List<OvsdbException>();
        foreach (var request in requests) outcomes.Add(await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(request)));
        Assert.InRange(outcomes.Count(e => e.IsOutcomeUnknown), 1, 1_000);
        requests.Clear();
        outcomes.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 50_000_000);
    }

    [Fact]
    public async Task An_update_that_is_cut_off_changes_nothing()
    {
        await using var server = FakeServer.Start();
        var starting = server.Connection.MonitorAsync(Captured.Schema, new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["name"] }, Cancelled);
        var request = await server.ReceiveAsync("monitor_cond");
        await server.ReplyAsync(request, "{\"Bridge\":{\"" + Row + "\":{\"initial\":{\"name\":\"br0\"}}}}");
        var replica = await FakeServer.InTimeAsync(starting);
        var before = replica.Current;
        await server.SendAsync("{\"method\":\"update2\",\"params\":[\"" + request["params"]![1] + "\",{\"Bridge\":{\"" + Row + "\":{\"delete\":nu");
        await server.CloseAsync();
        Assert.Equal(OvsdbErrorKind.ConnectionLost, (await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(replica.NextAsync(before, Cancelled)))).Kind);
        Assert.Same(before, replica.Current);
    }

    [Fact]
    public async Task A_server_that_speaks_garbage_is_tried_again_with_growing_pauses()
    {
        var folder = Directory.CreateTempSubdirectory("garbage-");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"{folder.FullName}/s"));
        listener.Listen();
        var options = new OvsdbClientOptions
        {
            Endpoints = [OvsdbEndpoint.Parse($"unix:{folder.FullName}/s")],
            Database = "db",
            Columns = _ => new Dictionary<string, IReadOnlyList<string>>(),
            MaximumTries = 3,
        };
        var connecting = OvsdbClient.ConnectAsync(options, null, Cancelled);
        for (var i = 0; i < 3; i++)
        {
            using var peer = await FakeServer.InTimeAsync(listener.AcceptAsync(Cancelled).AsTask());
            await peer.SendAsync("SSH-2.0-OpenSSH\r\n"u8.ToArray(), Cancelled);
        }

        await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(connecting));
        folder.Delete(recursive: true);
    }
}
