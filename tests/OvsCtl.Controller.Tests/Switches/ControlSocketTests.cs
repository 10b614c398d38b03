using System.Net.Sockets;
using System.Text;
using OvsCtl.Controller.Switches;
using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.Tests.Switches;

/// <summary>The control socket against a switch that answers as it likes.</summary>
public sealed class ControlSocketTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovsctl-ctl-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Reply_may_come_in_pieces_and_leaves_the_connection_open()
    {
        var answering = AnswerAsync("ovs-vswitchd.ctl", "{\"id\":0,\"result\":\"line 1\\nli", "ne \\u00fc\\n\",\"error\":null}");
        Assert.Equal("line 1\nline ü\n", await Socket().CallAsync("ofproto/trace", ["br0", "in_port=\"1\""], TestContext.Current.CancellationToken));
        Assert.Equal("{\"id\":0,\"method\":\"ofproto/trace\",\"params\":[\"br0\",\"in_port=\\u00221\\u0022\"]}", await answering);
    }

    [Fact]
    public async Task Socket_of_the_system_has_the_process_id_in_its_name()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "ovs-vswitchd.pid"), "42\n", TestContext.Current.CancellationToken);
        var answering = AnswerAsync("ovs-vswitchd.42.ctl", "{\"result\":\"ok\",\"id\":0}");
        Assert.Equal("ok", await Socket().CallAsync("version", [], TestContext.Current.CancellationToken));
        await answering;
    }

    [Fact]
    public async Task Refused_command_is_an_error_with_the_words_of_the_switch()
    {
        var answering = AnswerAsync("ovs-vswitchd.ctl", "{\"id\":0,\"result\":null,\"error\":\"brX: unknown bridge\\n\"}");
        var error = await Assert.ThrowsAsync<ControlCommandException>(() => Socket().CallAsync("ofproto/trace", ["brX"], TestContext.Current.CancellationToken));
        Assert.Equal("brX: unknown bridge", error.Message);
        await answering;
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":0,")]
    [InlineData("no JSON")]
    public async Task Switch_that_hangs_up_or_talks_nonsense_is_unavailable(string reply)
    {
        var answering = AnswerAsync("ovs-vswitchd.ctl", reply);
        await Assert.ThrowsAsync<OvsUnavailableException>(() => Socket().CallAsync("version", [], TestContext.Current.CancellationToken));
        await answering;
    }

    [Fact]
    public async Task Switch_that_is_not_there_or_never_answers_is_unavailable()
    {
        await Assert.ThrowsAsync<OvsUnavailableException>(() => Socket().CallAsync("version", [], TestContext.Current.CancellationToken));
        using var listener = Listen("ovs-vswitchd.ctl");
        var error = await Assert.ThrowsAsync<OvsUnavailableException>(() => Socket(TimeSpan.FromMilliseconds(50)).CallAsync("version", [], TestContext.Current.CancellationToken));
        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
    }

    private ControlSocket Socket(TimeSpan? patience = null) =>
        new(new OvsOptions { Database = OvsdbEndpoint.Parse("unix:/nowhere"), RunDirectory = _directory.FullName, Patience = patience ?? TimeSpan.FromSeconds(60) });

    private Socket Listen(string name)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory.FullName, name)));
        listener.Listen();
        return listener;
    }

    /// <summary>Takes one request and answers with these pieces; returns the request.</summary>
    private async Task<string> AnswerAsync(string name, params string[] pieces)
    {
        using var listener = Listen(name);
        using var connection = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        var count = await connection.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        foreach (var piece in pieces) await connection.SendAsync(Encoding.UTF8.GetBytes(piece), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
