using System.Net.Sockets;
using System.Text;
using OvsCtl.Api.Grpc;

namespace OvsCtl.Api.Tests.Grpc;

/// <summary>What is at the socket is not our daemon, or no longer.</summary>
public sealed class BadPeerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovsctl-api-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string SocketPath => Path.Combine(_directory.FullName, "s");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Missing_socket_is_unavailable()
    {
        using var client = OvsCtlClient.Connect(SocketPath);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.Daemon.InfoAsync(cancellationToken: Token));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
    }

    [Fact]
    public async Task Socket_that_nobody_listens_on_is_unavailable()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(SocketPath)); // bound, not listening: as the file a killed daemon leaves
        using var client = OvsCtlClient.Connect(SocketPath);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.Daemon.InfoAsync(cancellationToken: Token));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("{\"id\":0,\"method\":\"echo\",\"params\":[]}")]
    public async Task Peer_that_speaks_something_else_gives_an_error(string greeting)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
        var peer = GreetAndCloseAsync(listener, greeting);
        using var client = OvsCtlClient.Connect(SocketPath);

        await Assert.ThrowsAsync<RpcException>(() => client.Daemon.InfoAsync(TimeSpan.FromSeconds(30), Token));

        await peer;
    }

    [Fact]
    public async Task Peer_that_says_nothing_is_left_at_the_deadline()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
        using var client = OvsCtlClient.Connect(SocketPath);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.Daemon.InfoAsync(TimeSpan.FromMilliseconds(50), Token));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Code);
    }

    private static async Task GreetAndCloseAsync(Socket listener, string greeting)
    {
        using var connection = await listener.AcceptAsync(Token);
        await connection.SendAsync(Encoding.ASCII.GetBytes(greeting), Token);
    }
}
