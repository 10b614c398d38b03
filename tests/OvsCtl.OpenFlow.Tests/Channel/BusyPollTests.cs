using System.Net;
using System.Net.Sockets;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class BusyPollTests : IAsyncLifetime
{
    // A look-out that should end by something else must not end by itself first.
    private static readonly TimeSpan s_forever = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private Socket _switch = null!; // both set before the first test by InitializeAsync
    private Socket _controller = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _switch = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await _switch.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, Ct); // not null: bound
        _controller = await listener.AcceptAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        _switch.Dispose();
        _controller.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task When_messages_come_fast_it_looks_until_the_next_is_there()
    {
        var poll = new BusyPoll(_controller, s_forever);
        Pay(poll);

        var looking = Task.Run(poll.BeforeRead, Ct);
        await _switch.SendAsync(new byte[] { 1 }, Ct);
        await looking.WaitAsync(s_patience, Ct);

        Assert.Equal(1, _controller.Available);
    }

    [Fact]
    public async Task It_stops_looking_when_another_connection_has_read_something()
    {
        var poll = new BusyPoll(_controller, s_forever);
        var other = new BusyPoll(_controller, s_forever);
        Pay(poll);

        var looking = Task.Run(poll.BeforeRead, Ct);
        other.AfterRead();
        await looking.WaitAsync(s_patience, Ct);

        Assert.Equal(0, _controller.Available);
    }

    [Fact]
    public async Task It_does_not_look_while_connections_take_turns()
    {
        var (poll, other) = (new BusyPoll(_controller, s_forever), new BusyPoll(_controller, s_forever));
        for (var i = 0; i < 100; i++)
        {
            poll.AfterRead();
            other.AfterRead();
        }

        await Task.Run(poll.BeforeRead, Ct).WaitAsync(s_patience, Ct);

        Assert.Equal(0, _controller.Available);
    }

    [Fact]
    public async Task A_look_out_in_vain_ends_at_its_limit()
    {
        var poll = new BusyPoll(_controller, TimeSpan.FromMilliseconds(1));
        Pay(poll);

        await Task.Run(poll.BeforeRead, Ct).WaitAsync(s_patience, Ct);

        Assert.Equal(0, _controller.Available);
    }

    private static void Pay(BusyPoll poll)
    {
        poll.AfterRead();
        for (var i = 0; i < 8; i++)
        {
            poll.BeforeRead();
            poll.AfterRead();
        }
    }
}
