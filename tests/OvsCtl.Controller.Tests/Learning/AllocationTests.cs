using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using OvsCtl.Controller.Learning;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Learning;

/// <summary>What a packet-in costs from the socket to the socket. Counts what the whole process allocates, hence alone.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    private const ulong Broadcast = 0xffffffffffff, A = 0x02000000000a, B = 0x02000000000b;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_packet_in_answered_over_tcp_allocates_nothing(int window)
    {
        const int count = 64 * 500;
        var app = new LearningController(new LearningOptions(), TimeProvider.System, NullLogger<LearningController>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var listener = app.Listen(OpenFlowTarget.Parse("ptcp:0:127.0.0.1"), tls: null);
        var serving = app.ServeAsync(listener, stop.Token);
        using var peer = await RawPeer.ConnectAsSwitchAsync(listener.LocalEndPoint, 1);
        await peer.SendAsync(RawPeer.PacketIn(1, LearningBench.Frame(Broadcast, A)));
        await peer.ReceiveAsync<PacketOut>();
        var packets = Enumerable.Repeat(RawPeer.PacketIn(2, LearningBench.Frame(A, B)), window).SelectMany(p => p).ToArray();
        var answers = new byte[window * AnswerSize()];
        Exchange(peer.Socket, packets, answers, 64 * 20 / window);

        // Timers and the thread pool want bytes of their own now and then, but not each time; an object for each packet or read shows in every attempt, and is far more.
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 10 && allocated > count / window * 4; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Exchange(peer.Socket, packets, answers, count / window);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(allocated, 0, count / window * 4);
        await stop.CancelAsync();
        await serving;
    }

    private static int AnswerSize()
    {
        var bench = new LearningBench();
        bench.Send(1, LearningBench.Frame(Broadcast, A));
        return bench.Ask(2, LearningBench.Frame(A, B)).Sum(message => LearningBench.Encode(message).Length);
    }

    private static void Exchange(Socket socket, byte[] packets, byte[] answers, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            socket.Send(packets);
            for (var at = 0; at < answers.Length;)
            {
                // Assertions and blocking calls would allocate at this end.
                if (!socket.Poll(s_patience, SelectMode.SelectRead)) throw new TimeoutException("No answer.");
                var size = socket.Receive(answers.AsSpan(at));
                if (size == 0) throw new EndOfStreamException("The controller hung up.");
                at += size;
            }
        }
    }
}
