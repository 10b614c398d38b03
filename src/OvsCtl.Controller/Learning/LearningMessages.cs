using System.Buffers.Binary;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Learning;

/// <summary>
/// Decisions as OpenFlow messages. Those sent for every packet are copies of a template that the codec has encoded once, with the
/// varying numbers written over it: no allocation, and no second opinion about the layout.
/// </summary>
internal sealed class LearningMessages
{
    /// <summary>Marks our flows ("learning" in ASCII); those of others are never touched.</summary>
    public static readonly Cookie Cookie = new(0x6c6561726e696e67);

    private const int MaxMessageSize = ushort.MaxValue;
    private const ulong AnyAddress = 0x0200_5a5a_a5a5;

    private readonly byte[] _forward;
    private readonly byte[] _filter;
    private readonly byte[] _move = Encode(new FlowMod
    {
        Command = FlowModCommand.Delete,
        TableId = TableId.All,
        Cookie = Cookie,
        CookieMask = Cookie.ExactMask,
        Match = Match.Any.EthDst(AnyAddress),
    });

    private readonly byte[] _packetOut = Encode(new PacketOut { InPort = new PortNumber(0x5a5a0001), Actions = [new Output(new PortNumber(0x5a5a0002))] });
    private readonly int _inPortAt;
    private readonly int _sourceAt;
    private readonly int _destinationAt;
    private readonly int _vlanAt;
    private readonly int _outPortAt;
    private readonly int _moveAddressAt;
    private readonly int _packetInPortAt;
    private readonly int _packetOutPortAt;

    public LearningMessages(LearningOptions options)
    {
        const uint inPort = 0x5a5a0003, outPort = 0x5a5a0004;
        const ulong source = 0x0200_5a5a_0005, destination = 0x0200_5a5a_0006;
        const ushort vlan = 0x15a5;
        var flow = new FlowMod
        {
            Cookie = Cookie,
            IdleTimeout = options.IdleTimeout,
            HardTimeout = options.HardTimeout,
            Match = Match.Any.InPort(new PortNumber(inPort)).EthSrc(source).EthDst(destination).With(MatchField.VlanVid, [vlan >> 8, vlan & 0xff]),
        };
        _filter = Encode(flow);
        _forward = Encode(flow with { Instructions = [new ApplyActions([new Output(new PortNumber(outPort))])] });
        _inPortAt = Find(_forward, inPort, 4);
        _sourceAt = Find(_forward, source, 6);
        _destinationAt = Find(_forward, destination, 6);
        _vlanAt = Find(_forward, vlan, 2);
        _outPortAt = Find(_forward, outPort, 4);
        _moveAddressAt = Find(_move, AnyAddress, 6);
        _packetInPortAt = Find(_packetOut, 0x5a5a0001, 4);
        _packetOutPortAt = Find(_packetOut, 0x5a5a0002, 4);
    }

    /// <summary>What a switch needs to be told first: whole packets, none of our old flows, and who gets what nobody knows.</summary>
    public static void AppendSetup(FrameWriter output)
    {
        const ushort noBuffer = 0xffff; // OFPCML_NO_BUFFER
        var drop = new FlowMod { Cookie = Cookie, Priority = ushort.MaxValue };
        output.Append(new SetConfig(0, noBuffer));
        output.Append(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All, Cookie = Cookie, CookieMask = Cookie.ExactMask });
        output.Append(new FlowMod { Cookie = Cookie, Priority = 0, Instructions = [new ApplyActions([new Output(PortNumber.Controller, noBuffer)])] });
        output.Append(drop with { Match = Match.Any.EthDst(0x0180c2000000, 0xfffffffffff0) });
        output.Append(drop with { Match = Match.Any.EthType(0x88cc) });
    }

    /// <summary>The answer to a packet-in: what leads astray goes, the flow and the packet come.</summary>
    public void Append(in LearningDecision decision, in PacketInView packet, FrameWriter output)
    {
        if (decision.HasMoved)
            WriteAddress(AppendCopy(_move, output), _moveAddressAt, decision.Header.Source);
        switch (decision.Verdict)
        {
            case LearningVerdict.Filter:
                WriteMatch(AppendCopy(_filter, output), decision.Header, packet.InPort);
                break;
            case LearningVerdict.Flood:
                AppendPacketOut(decision.OutPort, packet, output);
                break;
            case LearningVerdict.Forward:
                var flow = AppendCopy(_forward, output);
                WriteMatch(flow, decision.Header, packet.InPort);
                BinaryPrimitives.WriteUInt32BigEndian(flow[_outPortAt..], decision.OutPort.Value);
                AppendPacketOut(decision.OutPort, packet, output);
                break;
        }
    }

    /// <summary>Flows that lead to a port which is gone.</summary>
    public static void AppendPortDown(PortNumber port, FrameWriter output) =>
        output.Append(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All, Cookie = Cookie, CookieMask = Cookie.ExactMask, OutPort = port });

    private static Span<byte> AppendCopy(byte[] template, FrameWriter output)
    {
        var frame = output.Append(template.Length);
        template.CopyTo(frame);
        return frame;
    }

    private static void WriteAddress(Span<byte> frame, int at, ulong address)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame[at..], (ushort)(address >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(frame[(at + 2)..], (uint)address);
    }

    private static byte[] Encode(OpenFlowMessage message)
    {
        var output = new FrameWriter();
        output.Append(message);
        return output.Written.ToArray();
    }

    private static int Find(byte[] template, ulong value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        var at = template.AsSpan().IndexOf(bytes[(8 - size)..]);
        return at >= 0 ? at : throw new InvalidOperationException($"The template does not hold 0x{value:x}.");
    }

    private void WriteMatch(Span<byte> flow, in EthernetHeader header, PortNumber inPort)
    {
        BinaryPrimitives.WriteUInt32BigEndian(flow[_inPortAt..], inPort.Value);
        WriteAddress(flow, _sourceAt, header.Source);
        WriteAddress(flow, _destinationAt, header.Destination);
        BinaryPrimitives.WriteUInt16BigEndian(flow[_vlanAt..], header.VlanVid);
    }

    private void AppendPacketOut(PortNumber outPort, in PacketInView packet, FrameWriter output)
    {
        // Half a packet is worse than none: its sender will repeat it. (And the largest one has no room beside this message's header.)
        var data = packet.BufferId == FlowMod.NoBuffer ? packet.Data : default;
        var size = _packetOut.Length + data.Length;
        if (packet.IsTruncated || size > MaxMessageSize) return;
        var frame = output.Append(size);
        _packetOut.CopyTo(frame);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)size);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], packet.BufferId);
        BinaryPrimitives.WriteUInt32BigEndian(frame[_packetInPortAt..], packet.InPort.Value);
        BinaryPrimitives.WriteUInt32BigEndian(frame[_packetOutPortAt..], outPort.Value);
        data.CopyTo(frame[_packetOut.Length..]);
    }
}
