using System.Net;
using System.Net.Sockets;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class ListenerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ofl").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string SocketPath => Path.Combine(_folder, "s");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_silent_and_a_bad_peer_keep_nobody_else_out()
    {
        await using var listener = OpenFlowListener.ListenTcp(new IPEndPoint(IPAddress.Loopback, 0), new OpenFlowConnectionOptions());
        using var silent = await ConnectAsync(listener.LocalEndPoint);
        using var bad = await ConnectAsync(listener.LocalEndPoint);
        await bad.SendAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray(), Ct);

        await using var fake = new FakeSwitch(new NetworkStream(await ConnectAsync(listener.LocalEndPoint), ownsSocket: true));
        fake.Start();
        await using var controller = await listener.AcceptAsync(Ct);

        Assert.Equal(fake.Id, controller.Features.DatapathId);
    }

    [Fact]
    public async Task When_all_places_are_taken_the_peer_silent_for_longest_makes_room()
    {
        await using var listener = OpenFlowListener.ListenTcp(new IPEndPoint(IPAddress.Loopback, 0), new OpenFlowConnectionOptions { MaxConnections = 2 });
        using var oldest = await ConnectAsync(listener.LocalEndPoint);
        using var newer = await ConnectAsync(listener.LocalEndPoint);

        await using var fake = new FakeSwitch(new NetworkStream(await ConnectAsync(listener.LocalEndPoint), ownsSocket: true));
        fake.Start();
        await using var controller = await listener.AcceptAsync(Ct);

        await AssertHungUpOnAsync(oldest);
        Assert.False(HasEnded(newer));
    }

    [Fact]
    public async Task When_all_places_are_taken_by_switches_the_next_is_turned_away_until_one_leaves()
    {
        await using var listener = OpenFlowListener.ListenTcp(new IPEndPoint(IPAddress.Loopback, 0), new OpenFlowConnectionOptions { MaxConnections = 1 });
        var first = new FakeSwitch(new NetworkStream(await ConnectAsync(listener.LocalEndPoint), ownsSocket: true));
        first.Start();
        await using (var controller = await listener.AcceptAsync(Ct))
        {
            using var second = await ConnectAsync(listener.LocalEndPoint);
            await AssertHungUpOnAsync(second);
            await controller.BarrierAsync(Ct);
        }

        await first.DisposeAsync();
        await using var third = new FakeSwitch(new NetworkStream(await ConnectAsync(listener.LocalEndPoint), ownsSocket: true));
        third.Start();
        await using var next = await listener.AcceptAsync(Ct);

        Assert.Equal(third.Id, next.Features.DatapathId);
    }

    [Fact]
    public async Task A_stale_socket_file_is_replaced_and_the_own_one_removed()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Moved away and back, because .NET deletes the file it has bound.
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath));
            File.Move(SocketPath, SocketPath + "x");
        }

        File.Move(SocketPath + "x", SocketPath);
        await using (OpenFlowListener.ListenUnix(SocketPath, new OpenFlowConnectionOptions()))
        {
            using var client = await ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
            Assert.True(client.Connected);
        }

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task A_socket_somebody_listens_on_is_left_alone()
    {
        await using var first = OpenFlowListener.ListenUnix(SocketPath, new OpenFlowConnectionOptions());

        Assert.Throws<IOException>(() => OpenFlowListener.ListenUnix(SocketPath, new OpenFlowConnectionOptions()));
        Assert.True(File.Exists(SocketPath));
    }

    [Fact]
    public void A_file_that_is_no_socket_is_left_alone()
    {
        File.WriteAllText(SocketPath, "data");

        Assert.Throws<IOException>(() => OpenFlowListener.ListenUnix(SocketPath, new OpenFlowConnectionOptions()));
        Assert.Equal("data", File.ReadAllText(SocketPath));
    }

    [Fact]
    public async Task Closing_the_listener_closes_connections_nobody_claimed()
    {
        var listener = OpenFlowListener.ListenUnix(SocketPath, new OpenFlowConnectionOptions());
        using var socket = await ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        await using var fake = new FakeSwitch(new NetworkStream(socket));
        fake.Start();
        await Eventually.TrueAsync(() => fake.Received.OfType<FeaturesRequest>().Any());

        await listener.DisposeAsync();

        await Eventually.TrueAsync(() => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);
    }

    private static bool HasEnded(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    // What the controller said before is read first: its HELLO.
    private static async Task AssertHungUpOnAsync(Socket socket)
    {
        var buffer = new byte[1024];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset: as good as closed.
        }
    }

    private static async Task<Socket> ConnectAsync(EndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endPoint, Ct);
        return socket;
    }
}
