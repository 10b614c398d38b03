using System.Net;

namespace OvsCtl.OpenFlow.Tests.Support;

/// <summary>One message of each kind, with nested structures where there are any.</summary>
internal static class Samples
{
    private static readonly Match s_match = Match.Any.InPort(new PortNumber(1)).EthType(0x0800).Ipv4Dst(IPAddress.Parse("10.0.0.0"), 8).IpProto(6).TcpDst(80);

    private static readonly Instruction[] s_instructions =
    [
        new MeterInstruction(4),
        new ApplyActions(
        [
            new Output(new PortNumber(2)), new Output(PortNumber.Controller), new Group(3), new SetQueue(1), new PushVlan(0x8100), new PopVlan(),
            new SetField(MatchField.EthDst, 0x020000000001), new DecNwTtl(), new SetNwTtl(3), new CopyTtlIn(), new CopyTtlOut(),
            new PushMpls(0x8847), new PopMpls(0x0800), new SetMplsTtl(1), new DecMplsTtl(), new PushPbb(0x88e7), new PopPbb(),
            new RawAction(0xffff, new byte[] { 0, 0, 0x23, 0x21, 0, 1, 0, 0, 0, 0, 0, 0 }),
        ]),
        new ClearActions(),
        new WriteActions([new Output(PortNumber.Flood)]),
        new WriteMetadata(5, 0xff),
        new GotoTable(new TableId(9)),
        new RawInstruction(0xffff, new byte[] { 0, 0, 0x23, 0x20 }),
    ];

    private static readonly PortDescription s_port = new() { Number = new PortNumber(1), Name = "eth0", HardwareAddress = new HardwareAddress(0x020000000001), State = PortState.Live };

    public static IReadOnlyList<OpenFlowMessage> All { get; } =
    [
        Hello.For(4),
        new ErrorMessage(5, 1, new byte[] { 1, 2, 3 }),
        new EchoRequest(new byte[] { 1 }),
        new EchoReply(new byte[] { 2 }),
        new FeaturesRequest(),
        new FeaturesReply { DatapathId = new DatapathId(0x42), BufferCount = 1, TableCount = 2, AuxiliaryId = 3, Capabilities = 4 },
        new GetConfigRequest(),
        new GetConfigReply(0, 128),
        new SetConfig(0, 0xffff),
        new PacketIn { TotalLength = 3, Reason = PacketInReason.Action, Match = Match.Any.InPort(new PortNumber(7)), Data = new byte[] { 1, 2, 3 } },
        new FlowRemoved { Cookie = new Cookie(1), Reason = FlowRemovedReason.Delete, Duration = TimeSpan.FromSeconds(1.5), Match = s_match },
        new PortStatus(PortStatusReason.Modify, s_port),
        new PacketOut { Actions = [new Output(PortNumber.Flood)], Data = new byte[] { 1, 2, 3 } },
        new FlowMod { Command = FlowModCommand.Modify, Cookie = new Cookie(7), Match = s_match, Instructions = s_instructions },
        new DescRequest(),
        new DescReply("maker", "hardware", "software", "serial", "bridge"),
        new FlowStatsRequest { Match = s_match },
        new FlowStatsReply([new FlowStats { Match = s_match, Instructions = s_instructions, Duration = TimeSpan.FromSeconds(2) }, new FlowStats()]),
        new PortDescRequest(),
        new PortDescReply([s_port, s_port with { Name = "eth1" }]),
        new RawMultipartRequest((MultipartType)3, default),
        new RawMultipartReply((MultipartType)3, new byte[] { 1, 2, 3 }),
        new BarrierRequest(),
        new BarrierReply(),
        new RoleRequest(ControllerRole.Master, 7),
        new RoleReply(ControllerRole.Slave, 8),
        new RawMessage((MessageType)77, new byte[] { 1, 2, 3 }),
    ];
}
