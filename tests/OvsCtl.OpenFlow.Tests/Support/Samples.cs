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

    private static readonly GroupBucket[] s_buckets =
        [new() { Weight = 3, Actions = [new Output(new PortNumber(2)), new SetNwTtl(3)] }, new() { WatchPort = new PortNumber(4), WatchGroup = new GroupId(5) }];

    private static readonly MeterBand[] s_bands =
        [new DropBand { Rate = 1, BurstSize = 2 }, new DscpRemarkBand(1) { Rate = 3 }, new ExperimenterBand(7, new byte[] { 1, 2, 3, 4 }), new RawBand(9)];

    private static readonly QueueProperty[] s_queueProperties = [new QueueMinRate(500), new QueueMaxRate(1000), new RawQueueProperty(0xffff, new byte[] { 0, 0, 0, 1, 0, 0, 0, 0 })];

    private static readonly TableFeatures s_table = new()
    {
        TableId = new TableId(3),
        Name = "classifier",
        MetadataMatch = 1,
        MetadataWrite = 2,
        MaxEntries = 4,
        Properties =
        [
            new TableTypes(TablePropertyType.Instructions, [new TypeId(1), new TypeId(0xffff, new byte[] { 0, 0, 0x23, 0x20 })]),
            new NextTables(TablePropertyType.NextTables, [new TableId(4), new TableId(5), new TableId(6)]),
            new TableTypes(TablePropertyType.ApplyActionsMiss, [new TypeId(0), new TypeId(25)]),
            new TableFields(TablePropertyType.Match, [OxmHeader.Of(MatchField.EthDst, hasMask: true), OxmHeader.Of(MatchField.TcpFlags)]),
            new RawTableProperty(TablePropertyType.ExperimenterMiss, new byte[] { 0, 0, 0, 1, 0, 0, 0, 2, 9 }),
        ],
    };

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
        new GroupMod { Type = GroupType.Select, GroupId = new GroupId(5), Buckets = s_buckets },
        new PortMod { Port = new PortNumber(1), HardwareAddress = new HardwareAddress(0x020000000001), Config = PortConfig.PortDown, Mask = PortConfig.PortDown },
        new TableMod(TableId.All, 3),
        new MeterMod { Command = MeterModCommand.Modify, Flags = MeterFlags.KilobitsPerSecond, MeterId = new MeterId(6), Bands = s_bands },
        new QueueGetConfigRequest(PortNumber.Any),
        new QueueGetConfigReply(new PortNumber(1), [new QueueDescription { QueueId = new QueueId(2), Port = new PortNumber(1), Properties = s_queueProperties }, new QueueDescription()]),
        new AggregateStatsRequest { Match = s_match },
        new AggregateStatsReply(1, 2, 3),
        new TableStatsRequest(),
        new TableStatsReply([new TableStats(new TableId(1), 2, 3, 4), new TableStats(new TableId(2), 5, 6, 7)]),
        new PortStatsRequest(PortNumber.Any),
        new PortStatsReply([new PortStats { Port = new PortNumber(1), ReceivedPackets = 1, Collisions = ulong.MaxValue, Duration = TimeSpan.FromSeconds(1.5) }]),
        new QueueStatsRequest(PortNumber.Any, QueueId.All),
        new QueueStatsReply([new QueueStats { Port = new PortNumber(1), QueueId = new QueueId(2), SentBytes = 3 }]),
        new GroupStatsRequest(GroupId.All),
        new GroupStatsReply([new GroupStats { GroupId = new GroupId(5), PacketCount = 6, Buckets = [new BucketCounters(1, 2), new BucketCounters(3, 4)] }]),
        new GroupDescRequest(),
        new GroupDescReply([new GroupDescription { GroupId = new GroupId(5), Type = GroupType.FastFailover, Buckets = s_buckets }, new GroupDescription()]),
        new GroupFeaturesRequest(),
        new GroupFeaturesReply { Types = 15, Capabilities = GroupCapabilities.Chaining, Select = new GroupTypeFeatures(7, 1) },
        new MeterStatsRequest(MeterId.All),
        new MeterStatsReply([new MeterStats { MeterId = new MeterId(6), FlowCount = 7, Bands = [new BandCounters(1, 2)] }]),
        new MeterConfigRequest(MeterId.All),
        new MeterConfigReply([new MeterConfiguration { MeterId = new MeterId(6), Flags = MeterFlags.Burst, Bands = s_bands }, new MeterConfiguration()]),
        new MeterFeaturesRequest(),
        new MeterFeaturesReply { MaxMeters = 1, BandTypes = 6, Capabilities = 15, MaxBands = 2, MaxColor = 3 },
        new TableFeaturesRequest(),
        new TableFeaturesRequest([s_table]),
        new TableFeaturesReply([s_table, s_table with { TableId = new TableId(4), Properties = [] }]),
        new RawMultipartRequest((MultipartType)99, default),
        new RawMultipartReply((MultipartType)99, new byte[] { 1, 2, 3 }),
        new BarrierRequest(),
        new BarrierReply(),
        new RoleRequest(ControllerRole.Master, 7),
        new RoleReply(ControllerRole.Slave, 8),
        new RawMessage((MessageType)77, new byte[] { 1, 2, 3 }),
    ];
}
