namespace OvsCtl.Ovsdb.Tests;

/// <summary>Odd requests to a real server: what would make it close the connection is not sent, and what it refuses is an error with a kind. Skipped outside the sandbox.</summary>
public sealed class OddRequestTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static IEnumerable<(string Method, string Parameters, OvsdbErrorKind Kind)> Refused =>
    [
        ("transact", """["Nope",{"op":"comment","comment":"x"}]""", OvsdbErrorKind.UnknownDatabase),
        ("get_schema", """["Nope"]""", OvsdbErrorKind.UnknownDatabase),
        ("get_schema", "[]", OvsdbErrorKind.SyntaxError),
        ("get_schema", "[1]", OvsdbErrorKind.SyntaxError),
        ("frobnicate", "[]", OvsdbErrorKind.UnknownMethod),
        ("cancel", "[77]", OvsdbErrorKind.UnknownMethod),
        ("monitor", """["Open_vSwitch","m",{"Nope":{}}]""", OvsdbErrorKind.SyntaxError),
        ("monitor", """["Open_vSwitch","m",{"Bridge":{"columns":["nope"]}}]""", OvsdbErrorKind.SyntaxError),
        ("monitor_cond", """["Open_vSwitch","m",{"Bridge":[{"columns":["name"],"where":[["name","~","x"]]}]}]""", OvsdbErrorKind.SyntaxError),
        ("monitor_cancel", """["nobody"]""", OvsdbErrorKind.UnknownMonitor),
        ("monitor_cond_change", """["nobody","nobody",{}]""", OvsdbErrorKind.SyntaxError),
        ("lock", "[1]", OvsdbErrorKind.SyntaxError),
        ("lock", """["a-b"]""", OvsdbErrorKind.SyntaxError),
        ("unlock", """["never_asked_for"]""", OvsdbErrorKind.SyntaxError),
    ];

    public static TheoryData<string> NotSent => new()
    {
        "[\"a\\u0000b\"]",
        "[\"\\ud834\"]",
        "[\"a\0b\"]",
        "[\"\ud834\"]",
        new string('[', 1001) + new string(']', 1001),
        "[1",
        "[1] 2",
        "[1}",
        "{}",
        "\"x\"",
        "xxx",
        "[1e99999999999]",
        "",
        "  ",
    };

    [Fact]
    public async Task What_the_server_refuses_is_an_error_with_its_kind_and_its_words()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var connection = await OvsdbConnection.ConnectAsync(ovs.Endpoint, null, Cancelled);
        foreach (var (method, parameters, kind) in Refused)
        {
            var error = await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(connection.CallAsync(method, parameters, Cancelled)));
            Assert.Equal((parameters, kind), (parameters, error.Kind));
            Assert.NotEmpty(error.Error);
            Assert.StartsWith(method, error.Message, StringComparison.Ordinal);
        }

        Assert.Null(connection.CloseReason);
    }

    [Theory]
    [MemberData(nameof(NotSent))]
    public async Task What_would_end_the_connection_is_not_sent(string parameters)
    {
        await using var server = FakeServer.Start();
        await Assert.ThrowsAsync<FormatException>(() => FakeServer.InTimeAsync(server.Connection.CallAsync("transact", parameters, Cancelled)));
        var next = server.Connection.ListDatabasesAsync(Cancelled);
        await server.ReplyAsync(await server.ReceiveAsync("list_dbs"), "[]");
        Assert.Empty(await next);
    }
}
