using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using OvsCtl.Controller.Learning;
using OvsCtl.OpenFlow;
using OvsCtl.Testing;

namespace OvsCtl.Controller.Tests.Learning;

/// <summary>A learning switch that controls a fake datapath of three ports: frames in, frames out, and what passed between the two.</summary>
internal sealed class LearningBench : TimeProvider
{
    private readonly FakeDatapath _datapath = new(new PortNumber(1), new PortNumber(2), new PortNumber(3));
    private readonly LearningHandler _handler;
    private readonly FrameWriter _output = new();

    public LearningBench()
    {
        var options = new LearningOptions();
        _handler = new LearningHandler(new DatapathId(1), Policy, new LearningMessages(options), this, NullLogger.Instance, isAuxiliary: false);
        _handler.OnConnected(_output);
        Execute();
    }

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1000);

    public LearningSwitch Policy { get; } = new(new LearningOptions());

    public ISwitchHandler Handler => _handler;

    public FakeDatapath Datapath => _datapath;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public static byte[] Frame(ulong destination, ulong source, int? vlan = null, ushort type = 0x0800)
    {
        var frame = new byte[64];
        BinaryPrimitives.WriteUInt64BigEndian(frame, destination << 16);
        BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(6), source << 16);
        var at = 12;
        if (vlan is { } id)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), 0x8100);
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(14), (ushort)id);
            at = 16;
        }

        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(at), type);
        return frame;
    }

    public static byte[] Encode(OpenFlowMessage message)
    {
        var output = new FrameWriter();
        output.Append(message);
        return output.Written.ToArray();
    }

    /// <summary>Where a frame comes out, by the datapath's own flows or by way of the controller.</summary>
    public IReadOnlyList<uint> Send(uint port, byte[] frame)
    {
        var ports = _datapath.Receive(new PortNumber(port), frame);
        return [.. (ports.Contains(PortNumber.Controller) ? Execute(Ask(port, frame)) : ports).Select(p => p.Value).Order()];
    }

    /// <summary>What the controller says to a packet-in.</summary>
    public IReadOnlyList<OpenFlowMessage> Ask(uint port, byte[] frame, uint bufferId = FlowMod.NoBuffer, int? totalLength = null)
    {
        var packet = new PacketIn { BufferId = bufferId, TotalLength = (ushort)(totalLength ?? frame.Length), Match = Match.Any.InPort(new PortNumber(port)), Data = frame };
        _handler.OnPacketIn(PacketInView.Read(Encode(packet)), _output);
        return Take();
    }

    public void Tell(OpenFlowMessage message)
    {
        _handler.OnMessage(message, _output);
        Execute();
    }

    public bool IsAsked(uint port, byte[] frame) => _datapath.Receive(new PortNumber(port), frame).Contains(PortNumber.Controller);

    private void Execute() => Execute(Take());

    private List<PortNumber> Execute(IReadOnlyList<OpenFlowMessage> messages)
    {
        _datapath.Apply(messages.OfType<FlowMod>());
        return [.. messages.OfType<PacketOut>().SelectMany(_datapath.Send)];
    }

    private List<OpenFlowMessage> Take()
    {
        var messages = new List<OpenFlowMessage>();
        var bytes = new ReadOnlySequence<byte>(_output.Written.ToArray());
        while (OpenFlowCodec.TryRead(ref bytes, out var message)) messages.Add(message);
        Assert.True(bytes.IsEmpty);
        _output.Clear();
        return messages;
    }
}
