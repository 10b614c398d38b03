using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.OpenFlow.Tests.Text;

/// <summary>Messages that configure a switch and its statistics, in all their kinds, with what each may have and some things it may not.</summary>
internal static class SwitchMessages
{
    private static readonly Gen<uint> s_number = Gen.OneOf(
        Gen.Choose(0, 12).Select(n => (uint)n), Gen.Elements<uint>(100, 0xfe, 0xff, 0x100, 0xfeff, 0xff00, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff), Gen.Choose(0, int.MaxValue).Select(n => (uint)n));

    private static readonly Gen<ulong> s_count = Gen.OneOf(s_number.Select(n => (ulong)n), Gen.Elements<ulong>(0, 1, 1UL << 40, ulong.MaxValue - 1, ulong.MaxValue));

    private static readonly Gen<uint> s_flags = Gen.OneOf(Gen.Constant(0u), Gen.Choose(0, 31).Select(bit => 1u << bit), Gen.Choose(0, 0xffff).Select(n => (uint)n), Gen.Choose(0, int.MaxValue).Select(n => (uint)n));

    private static readonly Gen<PortNumber> s_port = Gen.Frequency(
        (10, Gen.Choose(0, 20).Select(n => new PortNumber((uint)n))),
        (4, Gen.Elements(PortNumber.Any, PortNumber.Local, PortNumber.All, PortNumber.Controller, PortNumber.InPort, PortNumber.Flood, PortNumber.Normal, PortNumber.Table)),
        (1, Gen.Elements(0xfeffu, 0xff00u, 0xfffffeffu, 0xffffff00u, 0xfffffff0u, 0xfffffff7u).Select(n => new PortNumber(n))));

    private static readonly Gen<GroupId> s_group = Gen.OneOf(s_number.Select(n => new GroupId(n)), Gen.Elements(GroupId.All, GroupId.Any, GroupId.Max));

    private static readonly Gen<MeterId> s_meter = Gen.OneOf(
        s_number.Select(n => new MeterId(n)), Gen.Elements(MeterId.All, MeterId.Controller, MeterId.SlowPath, MeterId.Max, new MeterId(0xffff0001)));

    private static readonly Gen<QueueId> s_queue = Gen.OneOf(s_number.Select(n => new QueueId(n)), Gen.Constant(QueueId.All));

    private static readonly Gen<TableId> s_table = Gen.OneOf(Gen.Choose(0, 4), Gen.Choose(0, 255)).Select(n => new TableId((byte)n));

    private static readonly Gen<FlowDuration> s_duration =
        from seconds in s_number
        from nanoseconds in Gen.OneOf(Gen.Constant(0u), Gen.Choose(0, 999).Select(n => (uint)n * 1_000_000), Gen.Choose(0, 999_999_999).Select(n => (uint)n), s_number)
        select new FlowDuration(seconds, nanoseconds);

    private static readonly Gen<string> s_name = Gen.OneOf(
        Gen.Elements("", "eth0", "br0", "a port", "fifteen letters", "sixteen letters_", "tab\there", "caf\u00e9"),
        Gen.Choose('!', '~').Select(c => (char)c).ArrayOf(9).Select(chars => new string(chars)));

    private static readonly Gen<FlowAction> s_action = Gen.Frequency(
        (6, Gen.Choose(1, 9).Select(n => (FlowAction)new Output(new PortNumber((uint)n)))),
        (2, Gen.Elements<FlowAction>(new Output(PortNumber.Controller, 128), new Output(PortNumber.Local), new Group(4), new SetQueue(2), new PopVlan(), new PushVlan(0x8100), new DecNwTtl())),
        (2, Gen.Elements<FlowAction>(new SetField(MatchField.EthDst, 0x020000000001), new SetField(MatchField.VlanVid, 0x1005), new SetNwTtl(3), new PushMpls(0x8847))),
        (1, Gen.Elements<FlowAction>(new CopyTtlIn(), new PushPbb(0x88e7), new RawAction(77, new byte[4]), new Output(PortNumber.Any), new Output(new PortNumber(0xff00)), new RawAction(0xffff, new byte[] { 0, 0, 0, 1 }))));

    private static readonly Gen<Match> s_match = Gen.Elements(
        Match.Any, Match.Any.InPort(new PortNumber(3)), Match.Any.EthType(0x0806), Match.Any.EthType(0x0800).IpProto(6).TcpDst(80),
        Match.Any.EthDst(0x010000000000, 0x010000000000).VlanId(5), Match.Any.EthType(0x86dd).IpProto(58).Icmpv6Type(135), Match.Any.Metadata(5, 0xff), Match.Any.IpProto(6));

    private static readonly Gen<IReadOnlyList<Instruction>> s_instructions = Gen.Frequency<IReadOnlyList<Instruction>>(
        (2, Gen.Constant<IReadOnlyList<Instruction>>([])),
        (4, Several(s_action, 3).Select(actions => (IReadOnlyList<Instruction>)[new ApplyActions(actions)])),
        (2, Several(s_action, 2).Select(actions => (IReadOnlyList<Instruction>)[new GotoTable(new TableId(7)), new ApplyActions(actions), new MeterInstruction(3), new ClearActions(), new WriteMetadata(1, 3)])),
        (1, Several(Gen.Elements<Instruction>(new ClearActions(), new GotoTable(new TableId(9)), new RawInstruction(0xffff, new byte[4]), new RawInstruction(9, new byte[4])), 3)));

    private static readonly Gen<GroupBucket> s_bucket =
        from weight in Gen.Elements<ushort>(0, 0, 1, 100, 0xffff)
        from port in Gen.Frequency((5, Gen.Constant(PortNumber.Any)), (2, s_port))
        from watched in Gen.Frequency((5, Gen.Constant(GroupId.Any)), (1, s_group))
        from actions in Several(s_action, 3)
        select new GroupBucket { Weight = weight, WatchPort = port, WatchGroup = watched, Actions = actions };

    private static readonly Gen<MeterBand> s_band =
        from rate in s_number
        from burst in s_number
        from band in Gen.Frequency(
            (6, Gen.Constant<MeterBand>(new DropBand())), (4, Gen.Choose(0, 255).Select(level => (MeterBand)new DscpRemarkBand((byte)level))),
            (1, Gen.Elements<MeterBand>(new ExperimenterBand(7), new ExperimenterBand(7, new byte[4]), new RawBand(3, new byte[4]), new RawBand(3))))
        select band with { Rate = rate, BurstSize = burst };

    private static readonly Gen<MeterFlags> s_meterFlags = Gen.OneOf(Gen.Elements(1, 2, 5, 9, 6, 13), Gen.Choose(0, 15), Gen.Choose(0, 0xffff)).Select(flags => (MeterFlags)flags);

    private static readonly Gen<QueueProperty> s_queueProperty = Gen.OneOf(
        Gen.Elements<ushort>(0, 1, 999, 1000, 1001, 0xfffe, 0xffff).Select(rate => (QueueProperty)new QueueMinRate(rate)),
        Gen.Choose(0, 1100).Select(rate => (QueueProperty)new QueueMaxRate((ushort)rate)),
        Gen.Elements<QueueProperty>(new RawQueueProperty(0xffff, new byte[8]), new RawQueueProperty(3, default)));

    private static readonly Gen<PortDescription> s_portDescription =
        from number in s_port
        from name in s_name
        from bits in s_flags.ArrayOf(6)
        from speeds in s_number.ArrayOf(2)
        select new PortDescription
        {
            Number = number,
            Name = name,
            HardwareAddress = new HardwareAddress(0x020000000000UL + bits[0]),
            Config = (PortConfig)bits[0],
            State = (PortState)bits[1],
            Current = bits[2],
            Advertised = bits[3],
            Supported = bits[4],
            Peer = bits[5],
            CurrentSpeed = speeds[0],
            MaxSpeed = speeds[1],
        };

    private static readonly Gen<PortStats> s_portStats =
        from port in s_port
        from counts in s_count.ArrayOf(12)
        from duration in s_duration
        select new PortStats
        {
            Port = port,
            ReceivedPackets = counts[0],
            SentPackets = counts[1],
            ReceivedBytes = counts[2],
            SentBytes = counts[3],
            ReceiveDropped = counts[4],
            SendDropped = counts[5],
            ReceiveErrors = counts[6],
            SendErrors = counts[7],
            ReceiveFrameErrors = counts[8],
            ReceiveOverErrors = counts[9],
            ReceiveCrcErrors = counts[10],
            Collisions = counts[11],
            WireDuration = duration,
        };

    private static readonly Gen<FlowStats> s_flow =
        from table in s_table
        from priority in Gen.Elements<ushort>(0, 10, 0x8000, 0xffff)
        from timeouts in Gen.Elements<ushort>(0, 60, 0xffff).ArrayOf(2)
        from counts in s_count.ArrayOf(3)
        from duration in s_duration
        from flags in Gen.Frequency((8, Gen.Choose(0, 31)), (1, Gen.Elements(32, 0x8000)))
        from match in s_match
        from instructions in s_instructions
        select new FlowStats
        {
            TableId = table,
            Priority = priority,
            IdleTimeout = timeouts[0],
            HardTimeout = timeouts[1],
            Cookie = new Cookie(counts[0]),
            PacketCount = counts[1],
            ByteCount = counts[2],
            WireDuration = duration,
            Flags = (FlowModFlags)flags,
            Match = match,
            Instructions = instructions,
        };

    /// <summary>Every kind, by name; a test of one kind that fails says which.</summary>
    public static IReadOnlyDictionary<string, Gen<OpenFlowMessage>> Kinds { get; } = new Dictionary<string, Gen<OpenFlowMessage>>
    {
        ["GROUP_MOD"] = GroupMods(),
        ["METER_MOD"] = from command in Gen.Choose(0, 3)
                        from flags in s_meterFlags
                        from meter in s_meter
                        from bands in Several(s_band, 3)
                        select (OpenFlowMessage)new MeterMod { Command = (MeterModCommand)command, Flags = flags, MeterId = meter, Bands = bands },
        ["PORT_MOD"] = from port in s_port
                       from bits in s_flags.ArrayOf(3)
                       select (OpenFlowMessage)new PortMod { Port = port, HardwareAddress = new HardwareAddress(bits[0]), Config = (PortConfig)bits[0], Mask = (PortConfig)bits[1], Advertise = (PortFeatures)bits[2] },
        ["TABLE_MOD"] = from table in s_table
                        from config in s_flags
                        select (OpenFlowMessage)new TableMod(table, config),
        ["QUEUE_GET_CONFIG_REQUEST"] = s_port.Select(port => (OpenFlowMessage)new QueueGetConfigRequest(port)),
        ["QUEUE_GET_CONFIG_REPLY"] = from port in s_port
                                     from queues in Several(Queues(), 4)
                                     select (OpenFlowMessage)new QueueGetConfigReply(port, queues),
        ["FLOW request"] = Selections<FlowStatsRequest>(),
        ["FLOW reply"] = Flagged(Several(s_flow, 4).Select(flows => new FlowStatsReply(flows))),
        ["AGGREGATE request"] = Selections<AggregateStatsRequest>(),
        ["AGGREGATE reply"] = Flagged(from counts in s_count.ArrayOf(2) from flows in s_number select new AggregateStatsReply(counts[0], counts[1], flows)),
        ["TABLE request"] = Flagged(Gen.Constant(new TableStatsRequest())),
        ["TABLE reply"] = Flagged(Several(from table in s_table from count in s_number from counts in s_number.ArrayOf(2) from same in Gen.Choose(0, 2) select same > 0 ? new TableStats(table, 0, 0, 0) : new TableStats(table, count, counts[0], counts[1]), 8)
            .Select(tables => new TableStatsReply(tables))),
        ["PORT request"] = Flagged(s_port.Select(port => new PortStatsRequest(port))),
        ["PORT reply"] = Flagged(Several(s_portStats, 4).Select(ports => new PortStatsReply(ports))),
        ["QUEUE request"] = Flagged(from port in s_port from queue in s_queue select new QueueStatsRequest(port, queue)),
        ["QUEUE reply"] = Flagged(Several(
            from port in s_port
            from queue in s_queue
            from counts in s_count.ArrayOf(3)
            from duration in s_duration
            select new QueueStats { Port = port, QueueId = queue, SentBytes = counts[0], SentPackets = counts[1], SendErrors = counts[2], WireDuration = duration }, 4).Select(queues => new QueueStatsReply(queues))),
        ["GROUP request"] = Flagged(s_group.Select(group => new GroupStatsRequest(group))),
        ["GROUP reply"] = Flagged(Several(
            from id in s_group
            from references in s_number
            from counts in s_count.ArrayOf(2)
            from duration in s_duration
            from buckets in Several(from counters in s_count.ArrayOf(2) select new BucketCounters(counters[0], counters[1]), 3)
            select new GroupStats { GroupId = id, ReferenceCount = references, PacketCount = counts[0], ByteCount = counts[1], WireDuration = duration, Buckets = buckets }, 4).Select(groups => new GroupStatsReply(groups))),
        ["GROUP_DESC request"] = Flagged(Gen.Constant(new GroupDescRequest())),
        ["GROUP_DESC reply"] = Flagged(Several(
            from id in s_group
            from type in Gen.Choose(0, 5)
            from buckets in Several(s_bucket, 3)
            select new GroupDescription { GroupId = id, Type = (GroupType)type, Buckets = buckets }, 3).Select(groups => new GroupDescReply(groups))),
        ["GROUP_FEATURES request"] = Flagged(Gen.Constant(new GroupFeaturesRequest())),
        ["GROUP_FEATURES reply"] = Flagged(
            from types in s_flags
            from capabilities in s_flags
            from numbers in s_number.ArrayOf(4)
            from actions in s_flags.ArrayOf(4)
            select new GroupFeaturesReply
            {
                Types = types,
                Capabilities = (GroupCapabilities)capabilities,
                All = new GroupTypeFeatures(numbers[0], actions[0]),
                Select = new GroupTypeFeatures(numbers[1], actions[1]),
                Indirect = new GroupTypeFeatures(numbers[2], actions[2]),
                FastFailover = new GroupTypeFeatures(numbers[3], actions[3]),
            }),
        ["METER request"] = Flagged(s_meter.Select(meter => new MeterStatsRequest(meter))),
        ["METER reply"] = Flagged(Several(
            from meter in s_meter
            from flows in s_number
            from counts in s_count.ArrayOf(2)
            from duration in s_duration
            from bands in Several(from counters in s_count.ArrayOf(2) select new BandCounters(counters[0], counters[1]), 3)
            select new MeterStats { MeterId = meter, FlowCount = flows, PacketInCount = counts[0], ByteInCount = counts[1], WireDuration = duration, Bands = bands }, 3).Select(meters => new MeterStatsReply(meters))),
        ["METER_CONFIG request"] = Flagged(s_meter.Select(meter => new MeterConfigRequest(meter))),
        ["METER_CONFIG reply"] = Flagged(Several(
            from meter in s_meter
            from flags in s_meterFlags
            from bands in Several(s_band, 3)
            select new MeterConfiguration { MeterId = meter, Flags = flags, Bands = bands }, 3).Select(meters => new MeterConfigReply(meters))),
        ["METER_FEATURES request"] = Flagged(Gen.Constant(new MeterFeaturesRequest())),
        ["METER_FEATURES reply"] = Flagged(
            from bits in s_flags.ArrayOf(2)
            from meters in s_number
            from bands in Gen.Choose(0, 255).ArrayOf(2)
            select new MeterFeaturesReply { MaxMeters = meters, BandTypes = bits[0], Capabilities = bits[1], MaxBands = (byte)bands[0], MaxColor = (byte)bands[1] }),
        ["TABLE_FEATURES request"] = Flagged(Several(TableFeaturesSamples.One, 4).Select(tables => new TableFeaturesRequest(tables))),
        ["TABLE_FEATURES reply"] = Flagged(Several(TableFeaturesSamples.One, 5).Select(tables => new TableFeaturesReply(tables))),
        ["PORT_DESC request"] = Flagged(Gen.Constant(new PortDescRequest())),
        ["PORT_DESC reply"] = Flagged(Several(s_portDescription, 3).Select(ports => new PortDescReply(ports))),
    };

    /// <summary>A list of up to so many; FsCheck's own lists grow with its size.</summary>
    public static Gen<IReadOnlyList<T>> Several<T>(Gen<T> one, int most) => Gen.Choose(0, most).SelectMany(one.ArrayOf).Select(items => (IReadOnlyList<T>)items);

    private static Gen<OpenFlowMessage> GroupMods() =>
        from command in Gen.Elements<ushort>(0, 1, 2, 3, 5, 6, 0x8000)
        from type in Gen.Choose(0, 4)
        from id in s_group
        from buckets in Several(s_bucket, 3)
        from isFitting in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        let message = new GroupMod { Command = (GroupModCommand)command, Type = (GroupType)type, GroupId = id, Buckets = buckets }
        select (OpenFlowMessage)(isFitting ? Fit(message) : message);

    /// <summary>The message with what its type and command allow.</summary>
    private static GroupMod Fit(GroupMod message)
    {
        IEnumerable<GroupBucket> buckets = message.Buckets;
        if (message.Command == GroupModCommand.Delete) buckets = [];
        if (message.Type == GroupType.Indirect) buckets = message.Command == GroupModCommand.Delete ? [] : [buckets.FirstOrDefault() ?? new GroupBucket()];
        if (message.Type != GroupType.Select) buckets = buckets.Select(bucket => bucket with { Weight = 0 });
        if (message.Type is GroupType.All or GroupType.Indirect) buckets = buckets.Select(bucket => bucket with { WatchPort = PortNumber.Any, WatchGroup = GroupId.Any });
        if (message.Type == GroupType.FastFailover) buckets = buckets.Select(bucket => bucket with { WatchPort = new PortNumber(3) });
        return message with { Buckets = [.. buckets] };
    }

    private static Gen<QueueDescription> Queues() =>
        from queue in s_queue
        from port in s_port
        from properties in Several(s_queueProperty, 3)
        select new QueueDescription { QueueId = queue, Port = port, Properties = properties };

    private static Gen<OpenFlowMessage> Selections<T>()
        where T : FlowSelection, new() => Flagged(
        from table in s_table
        from port in Gen.OneOf(Gen.Constant(PortNumber.Any), s_port)
        from match in s_match
        from cookie in s_count.ArrayOf(2)
        select new T { TableId = table, OutPort = port, Match = match, Cookie = new Cookie(cookie[0]), CookieMask = new Cookie(cookie[1]) });

    private static Gen<OpenFlowMessage> Flagged<T>(Gen<T> gen)
        where T : OpenFlowMessage =>
        from message in gen
        from flags in Gen.Frequency((6, Gen.Constant<ushort>(0)), (2, Gen.Constant<ushort>(1)), (1, Gen.Elements<ushort>(2, 3, 0xffff)))
        select message switch
        {
            MultipartRequest request => request with { Flags = flags },
            MultipartReply reply => reply with { Flags = flags },
            _ => (OpenFlowMessage)message,
        };
}
