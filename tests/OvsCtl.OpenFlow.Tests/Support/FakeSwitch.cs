using System.Collections.Concurrent;
using System.IO.Pipelines;
using OvsCtl.Testing;

namespace OvsCtl.OpenFlow.Tests.Support;

/// <summary>The switch's end of a connection: answers as a switch does, keeps flows in a <see cref="FakeDatapath"/>, refuses what it is told to.</summary>
internal sealed class FakeSwitch(Stream stream) : IAsyncDisposable
{
    private readonly PipeReader _input = PipeReader.Create(stream);
    private Task? _loop;

    public FakeDatapath Datapath { get; } = new(new PortNumber(1), new PortNumber(2), new PortNumber(3));

    public DatapathId Id { get; init; } = new(0x42);

    /// <summary>0 for a main connection.</summary>
    public byte AuxiliaryId { get; init; }

    /// <summary>Which flow-mods it answers with an error.</summary>
    public Func<FlowMod, bool> Refuses { get; init; } = _ => false;

    /// <summary>How many flows a part of a reply holds.</summary>
    public int FlowsPerPart { get; init; } = 100;

    /// <summary>True for one that reads but says nothing more once it is connected.</summary>
    public bool IsMute { get; set; }

    public ConcurrentQueue<OpenFlowMessage> Received { get; } = new();

    /// <summary>Connects a switch and a controller; both ends run when this returns.</summary>
    public static async Task<(OpenFlowConnection Controller, FakeSwitch Switch)> ConnectAsync(
        Func<Stream, FakeSwitch>? create = null, OpenFlowConnectionOptions? options = null)
    {
        var (a, b) = DuplexStream.CreatePair();
        var fake = create is null ? new FakeSwitch(b) : create(b);
        fake.Start();
        var controller = await OpenFlowConnection.HandshakeAsync(a, options ?? new OpenFlowConnectionOptions(), null, TestContext.Current.CancellationToken);
        return (controller, fake);
    }

    public void Start() => _loop = RunAsync();

    public async Task SendAsync(OpenFlowMessage message) => await stream.WriteAsync(Bytes.Encode(message));

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes);

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        if (_loop is not null) await _loop;
    }

    private async Task RunAsync()
    {
        try
        {
            await SendAsync(Hello.For(OpenFlowMessage.Version13));
            while (true)
            {
                var result = await _input.ReadAsync();
                var buffer = result.Buffer;
                while (OpenFlowCodec.TryRead(ref buffer, out var message)) await HandleAsync(message);
                _input.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted) return;
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The controller hung up, or the test did for us.
        }
    }

    private async Task HandleAsync(OpenFlowMessage message)
    {
        Received.Enqueue(message);
        if (IsMute) return;
        switch (message)
        {
            case EchoRequest echo: await SendAsync(new EchoReply(echo.Data) { Xid = echo.Xid }); break;
            case FeaturesRequest: await SendAsync(new FeaturesReply { Xid = message.Xid, DatapathId = Id, AuxiliaryId = AuxiliaryId, TableCount = 254 }); break;
            case BarrierRequest: await SendAsync(new BarrierReply { Xid = message.Xid }); break;
            case FlowMod mod when Refuses(mod): await SendAsync(new ErrorMessage(5, 1, Bytes.Encode(mod)) { Xid = mod.Xid }); break;
            case FlowMod mod: Datapath.Apply(mod); break;
            case FlowStatsRequest: await SendFlowsAsync(message.Xid); break;
        }
    }

    private async Task SendFlowsAsync(Xid xid)
    {
        var parts = Datapath.Flows.Select(ToStats).Chunk(FlowsPerPart).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < parts.Count; i++)
            await SendAsync(new FlowStatsReply(parts[i]) { Xid = xid, Flags = (ushort)(i < parts.Count - 1 ? 1 : 0) });
    }

    private static FlowStats ToStats(FlowMod mod) =>
        new() { TableId = mod.TableId, Priority = mod.Priority, Cookie = mod.Cookie, Match = mod.Match, Instructions = mod.Instructions };
}
