using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Tests.Grpc;

public sealed class GrpcCallTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestServer _server = null!; // set by InitializeAsync, which xunit calls first
    private OvsCtlClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _client = OvsCtlClient.Connect(_server.SocketPath);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Unary_call_returns_the_reply()
    {
        var reply = await _client.Hosts.LocateAsync(new LocateRequest { Host = "red" }, Token);

        Assert.Equal("/run/netns/red", reply.Path);
        Assert.Equal("ü", reply.Env["LANG"]);
    }

    [Fact]
    public async Task Streamed_replies_arrive_in_order()
    {
        var sequences = new List<uint>();
        await foreach (var reply in _client.Hosts.PingAsync(new PingRequest { Count = 1000 }, Token))
            sequences.Add(reply.Sequence);

        Assert.Equal(Enumerable.Range(1, 1000).Select(n => (uint)n), sequences);
    }

    [Fact]
    public async Task Many_calls_share_the_client()
    {
        var calls = Enumerable.Range(0, 300).Select(n => _client.Hosts.LocateAsync(new LocateRequest { Host = $"h{n}" }, Token));

        var replies = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 300).Select(n => $"h{n}"), replies.Select(reply => reply.Host));
    }

    [Fact]
    public async Task Status_and_text_of_an_error_survive()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _client.Hosts.LocateAsync(new LocateRequest { Host = "missing" }, Token));

        Assert.Equal(GrpcStatusCode.NotFound, error.Code);
        Assert.Equal(TestServer.HardText, error.Message);
    }

    [Fact]
    public async Task Text_of_an_unforeseen_exception_stays_in_the_daemon()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _client.Hosts.LocateAsync(new LocateRequest { Host = "crash" }, Token));

        Assert.Equal(GrpcStatusCode.Unknown, error.Code);
        Assert.DoesNotContain("swordfish", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_in_a_stream_comes_after_its_replies()
    {
        var count = 0;
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var _ in _client.Hosts.PingAsync(new PingRequest { Count = 10, To = "breaks" }, Token)) count++;
        });

        Assert.Equal(GrpcStatusCode.DataLoss, error.Code);
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Deadline_ends_a_call_that_is_not_answered()
    {
        using var channel = new GrpcChannel(_server.SocketPath);

        var error = await Assert.ThrowsAsync<RpcException>(() => channel.UnaryAsync(
            "/ovsctl.v1.Hosts/Locate", new LocateRequest { Host = "slow" }, HostLocation.Parser, TimeSpan.FromMilliseconds(50), Token));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Code);
        await _server.Cancelled.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Cancelling_a_call_reaches_the_handler()
    {
        using var cancel = new CancellationTokenSource();
        var call = _client.Hosts.LocateAsync(new LocateRequest { Host = "slow" }, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Leaving_a_stream_early_reaches_the_handler()
    {
        await foreach (var reply in _client.Hosts.PingAsync(new PingRequest(), Token))
        {
            if (reply.Sequence == 5) break;
        }

        await _server.Cancelled.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Stop_of_the_server_ends_open_streams_as_unavailable()
    {
        await using var stream = _client.Hosts.PingAsync(new PingRequest(), Token).GetAsyncEnumerator(Token);
        Assert.True(await stream.MoveNextAsync());

        var stop = _server.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await stream.MoveNextAsync()) { }
        });

        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
        await stop.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Twenty_megabytes_pass_in_one_reply()
    {
        var reply = await _client.Hosts.LocateAsync(new LocateRequest { Host = "big" }, Token);

        Assert.Equal(TestServer.BigReplySize, reply.Env["padding"].Length);
    }

    [Fact]
    public async Task Oversized_request_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => _client.Hosts.LocateAsync(new LocateRequest { Host = new string('x', 5 << 20) }, Token));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task Reader_that_stops_holds_the_writer_back()
    {
        await using var stream = _client.Hosts.PingAsync(new PingRequest { To = "wide" }, Token).GetAsyncEnumerator(Token);
        Assert.True(await stream.MoveNextAsync());

        // Every other call goes through while the stream stands still, and a writer without bound would fill memory meanwhile.
        for (var i = 0; i < 500; i++) await _client.Hosts.LocateAsync(new LocateRequest { Host = "red" }, Token);

        Assert.InRange(_server.StreamedCount, 1, 2_000);
    }

    [Theory]
    [InlineData("/ovsctl.v1.Hosts/Nope")]
    [InlineData("/nobody.Knows/Nope")]
    public async Task Unknown_method_is_unimplemented(string method)
    {
        using var channel = new GrpcChannel(_server.SocketPath);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => channel.UnaryAsync(method, new LocateRequest(), HostLocation.Parser, cancellationToken: Token));

        Assert.Equal(GrpcStatusCode.Unimplemented, error.Code);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
