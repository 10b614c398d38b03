namespace OvsCtl.Ovsdb.Tests;

public sealed class OvsdbEndpointTests
{
    [Theory]
    [InlineData("unix:/run/openvswitch/db.sock")]
    [InlineData("tcp:127.0.0.1:6640")]
    [InlineData("tcp:[::1]:6640")]
    [InlineData("ssl:127.0.0.1:6640")]
    public void Endpoints_are_written_as_Open_vSwitch_writes_them(string text) => Assert.Equal(text, OvsdbEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("unix:")]
    [InlineData("unix:relative")]
    [InlineData("tcp:localhost:6640")]
    [InlineData("tcp:127.0.0.1")]
    [InlineData("tcp:127.0.0.1:0")]
    [InlineData("tcp:127.0.0.1:70000")]
    [InlineData("tcp:::1:6640")]
    [InlineData("ssl:127.0.0.1")]
    [InlineData("http://x")]
    public void Anything_else_is_an_error_that_shows_the_text(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => OvsdbEndpoint.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_path_too_long_for_a_socket_is_an_error() =>
        Assert.Throws<FormatException>(() => OvsdbEndpoint.Parse("unix:/" + new string('x', 107)));

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<OvsdbException>(
            () => OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse("unix:/nonexistent/db.sock"), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(OvsdbErrorKind.ConnectFailed, error.Kind);
        Assert.Contains("unix:/nonexistent/db.sock", error.Message, StringComparison.Ordinal);
    }
}
