using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.OpenFlow.Tests.Text;

/// <summary>Generators of messages between a switch and its controllers: packets, events, roles, bundles and Open vSwitch's own.</summary>
internal static class ControllerMessages
{
    private static readonly Gen<uint> s_uint = Gen.Choose(0, int.MaxValue).Select(n => (uint)n * 2).Or(Gen.Elements(0u, 1u, 2u, uint.MaxValue));
    private static readonly Gen<ushort> s_ushort = Gen.Choose(0, ushort.MaxValue).Or(Gen.Elements(0, 1, 5, ushort.MaxValue)).Select(n => (ushort)n);
    private static readonly Gen<byte> s_byte = Gen.Choose(0, 255).Or(Gen.Choose(0, 8)).Select(n => (byte)n);
    private static readonly Gen<ulong> s_ulong = from high in s_uint from low in s_uint select (ulong)high << 32 | low;
    private static readonly Gen<uint> s_port = Gen.Choose(0, 0xfeff).Select(n => (uint)n).Or(Gen.Elements(0u, 1u, 0xfffffffdu, 0xfffffffeu, 0xffffffffu));
    private static readonly Gen<byte[]> s_bytes = s_byte.ArrayOf().Select(bytes => bytes.Length > 40 ? bytes[..40] : bytes);

    private static readonly Gen<Match> s_metadata =
        from port in s_port
        from metadata in s_ulong
        from tunnel in s_ulong
        from register in s_uint
        from which in Gen.Choose(0, 7)
        select Metadata(which, port, metadata, tunnel, register);

    private static readonly Gen<Match> s_match = Gen.Elements("", "ip", "tcp,tp_dst=80", "arp,arp_tpa=10.0.0.1", "in_port=3,dl_vlan=7,dl_vlan_pcp=2", "ipv6,ipv6_src=fe80::/64", "udp6", "dl_dst=01:00:00:00:00:00/01:00:00:00:00:00", "icmp,icmp_type=8", "reg0=0x5/0xff,metadata=0x1")
        .Select(text => FlowSyntax.ParseAdd(text + ",actions=drop").Match);

    private static readonly Gen<IReadOnlyList<FlowAction>> s_actions = Gen.Elements("drop", "output:1", "output:LOCAL,output:FLOOD", "set_field:1->reg0,resubmit(,3)", "controller(max_len=128)", "group:7", "note:01.02", "IN_PORT")
        .Select(text => FlowSyntax.ParseAdd("actions=" + text).Instructions.OfType<ApplyActions>().FirstOrDefault()?.Actions ?? []);

    public static IReadOnlyDictionary<string, Gen<OpenFlowMessage>> Kinds { get; } = new Dictionary<string, Gen<OpenFlowMessage>>
    {
        ["HELLO"] = Of(s_bytes.Select(data => new Hello { Elements = [new HelloElement(1, data.Length % 3 == 0 ? data : new byte[] { 0, 0, 0, 0x12 })] })),
        ["ERROR"] = Of(from type in Gen.Choose(0, 15) from code in Gen.Choose(0, 17) from data in s_bytes select new ErrorMessage((ushort)type, (ushort)code, (byte[])[OpenFlowMessage.Version13, .. data])),
        ["ERROR of experimenters"] = Of(
            from code in Gen.Elements(2, 5, 7, 15, 16, 36, 39, 2300, 2306, 2360, 2640, 4443, 9999)
            from experimenter in Gen.Elements<byte[]>([0, 0, 0x23, 0x20], [0x4f, 0x4e, 0x46, 0], [1, 2, 3, 4])
            from data in Gen.Elements<byte[]>([], [4, 20, 0, 8, 0, 0, 0, 9], [1, 2, 3])
            select new ErrorMessage(0xffff, (ushort)code, (byte[])[.. experimenter, .. data])),
        ["PACKET_IN"] = Of(
            from match in s_metadata
            from packet in Packets.Any
            from reason in s_byte
            from table in s_byte
            from cookie in s_ulong
            from total in s_ushort
            from buffer in Gen.Elements(FlowMod.NoBuffer, 0u, 256u)
            select new PacketIn { Match = match, Data = packet, Reason = (PacketInReason)reason, TableId = new TableId(table), Cookie = new Cookie(cookie), TotalLength = total > 40000 ? (ushort)packet.Length : total, BufferId = buffer }),
        ["NXT_PACKET_IN"] = Of(
            from match in s_metadata
            from packet in Packets.Any
            from cookie in s_ulong
            select new NiciraPacketIn { Match = match, Data = packet, Cookie = new Cookie(cookie), TotalLength = (ushort)packet.Length }),
        ["NXT_PACKET_IN2"] = Of(from properties in s_packetIn select new PacketIn2(properties)),
        ["NXT_RESUME"] = Of(from properties in s_packetIn select new Resume(properties)),
        ["PACKET_OUT"] = Of(
            from port in s_port
            from actions in s_actions
            from packet in Packets.Any
            from buffer in Gen.Elements(FlowMod.NoBuffer, FlowMod.NoBuffer, 0u, 256u)
            select new PacketOut { InPort = new PortNumber(port), Actions = actions, Data = packet, BufferId = buffer }),
        ["FLOW_REMOVED"] = Of(
            from match in s_match
            from priority in s_ushort
            from reason in s_byte
            from table in s_byte
            from cookie in s_ulong
            from seconds in s_uint
            from nanoseconds in Gen.Elements(0u, 1u, 123456789u, 500000000u, 999000000u)
            from hard in s_ushort
            from packets in s_ulong
            select new FlowRemoved { Match = match, Priority = priority, Reason = (FlowRemovedReason)reason, TableId = new TableId(table), Cookie = new Cookie(cookie), WireDuration = new FlowDuration(seconds, nanoseconds), HardTimeout = hard, PacketCount = packets }),
        ["NXT_FLOW_REMOVED"] = Of(
            from match in s_match
            from priority in s_ushort
            from table in s_byte
            select new NiciraFlowRemoved { Match = match, Priority = priority, TableId = table == 0 ? null : new TableId((byte)(table - 1)) }),
        ["PORT_STATUS"] = Of(
            from reason in Gen.Choose(0, 3)
            from port in s_port
            from config in s_uint
            from state in s_byte
            from name in Gen.Elements("", "eth0", "a name that fills", "tab\there")
            from speed in s_uint
            select new PortStatus((PortStatusReason)reason, new PortDescription { Number = new PortNumber(port), Config = (PortConfig)config, State = (PortState)state, Name = name[..Math.Min(16, name.Length)], CurrentSpeed = speed, Current = config })),
        ["FEATURES_REPLY"] = Of(from id in s_ulong from bits in s_uint from tables in s_byte from aux in s_byte select new FeaturesReply { DatapathId = new DatapathId(id), Capabilities = bits, TableCount = tables, AuxiliaryId = aux }),
        ["SET_CONFIG"] = Of(from flags in Gen.Choose(0, 5) from size in s_ushort select new SetConfig((ushort)flags, size)),
        ["GET_CONFIG_REPLY"] = Of(from flags in s_ushort from size in s_ushort select new GetConfigReply(flags, size)),
        ["ROLE_REQUEST"] = Of(from role in Gen.Choose(0, 5) from generation in s_ulong select new RoleRequest((ControllerRole)role, generation)),
        ["ROLE_REPLY"] = Of(from role in Gen.Choose(0, 5) from generation in s_ulong select new RoleReply((ControllerRole)role, generation)),
        ["ONFT_ROLE_STATUS"] = Of(from role in Gen.Choose(0, 4) from reason in s_byte from generation in s_ulong select new RoleStatus((ControllerRole)role, reason, generation)),
        ["NXT_ROLE_REQUEST"] = Of(Gen.Choose(0, 4).Select(role => new NiciraRoleRequest((NiciraRole)role))),
        ["NXT_ROLE_REPLY"] = Of(Gen.Choose(0, 4).Select(role => new NiciraRoleReply((NiciraRole)role))),
        ["SET_ASYNC"] = Of(s_async.Select(config => new SetAsync(config))),
        ["GET_ASYNC_REPLY"] = Of(s_async.Select(config => new GetAsyncReply(config))),
        ["NXT_SET_ASYNC_CONFIG"] = Of(s_async.Select(config => new NiciraSetAsync(config))),
        ["NXT_SET_ASYNC_CONFIG2"] = Of(
            from type in Gen.Choose(0, 12)
            from mask in Gen.Choose(0, 9)
            from other in Gen.Choose(0, 5)
            select new SetAsyncProperties([new MessageProperty((ushort)type, new byte[] { 0, 0, 0, (byte)mask }), new MessageProperty((ushort)other, new byte[] { 0, 0, 0, 3 })])),
        ["NXT_SET_PACKET_IN_FORMAT"] = Of(Gen.Choose(0, 4).Select(format => new SetPacketInFormat((PacketInFormat)format))),
        ["NXT_SET_CONTROLLER_ID"] = Of(s_ushort.Select(id => new SetControllerId(id))),
        ["NXT_FLOW_MOD_TABLE_ID"] = Of(Gen.Elements(true, false).Select(on => new FlowModTableId(on))),
        ["NXT_TLV_TABLE_MOD"] = Of(from command in Gen.Choose(0, 3) from mappings in s_mappings select new TlvTableMod((TlvTableCommand)command, mappings)),
        ["NXT_TLV_TABLE_REPLY"] = Of(from space in s_uint from mappings in s_mappings select new TlvTableReply(space, 64, mappings)),
        ["NXT_CT_FLUSH_ZONE"] = Of(s_ushort.Select(zone => new CtFlushZone(zone))),
        ["ONFT_BUNDLE_CONTROL"] = Of(from id in s_uint from type in Gen.Choose(0, 9) from flags in Gen.Choose(0, 9) select new BundleControl(id, (BundleControlType)type, (BundleModes)flags)),
        ["ONFT_BUNDLE_ADD_MESSAGE"] = Of(
            from id in s_uint
            from flags in Gen.Choose(0, 4)
            from match in s_match
            from inner in Gen.Elements(0, 1, 2, 3)
            select new BundleAdd(id, (BundleModes)flags, Support.Bytes.Encode(inner switch { 0 => new FlowMod { Match = match }, 1 => new PacketOut { InPort = PortNumber.Controller }, 2 => new BarrierRequest(), _ => new FlowMod { Xid = new Xid(1) } }))),
        ["ONFT_FLOW_MONITOR_CANCEL"] = Of(s_uint.Select(id => new FlowMonitorCancel(id))),
        ["ONFST_FLOW_MONITOR request"] = Of(
            from match in s_match
            from id in s_uint
            from flags in Gen.Choose(0, 70)
            from port in s_port
            from table in Gen.Elements<byte>(0, 3, 255)
            select new FlowMonitorRequest([new FlowMonitor { Id = 1, Flags = FlowMonitorFlags.Add }, new FlowMonitor { Id = id, Match = match, Flags = (FlowMonitorFlags)flags, OutPort = new PortNumber(port), TableId = new TableId(table) }])),
        ["ONFST_FLOW_MONITOR reply"] = Of(
            from match in s_match
            from what in Gen.Choose(0, 3)
            from reason in Gen.Choose(0, 7)
            from idle in s_ushort
            from actions in s_actions
            from cookie in s_ulong
            select new FlowMonitorReply([new FlowUpdate { Event = FlowUpdateEvent.Abbreviated, Xid = new Xid(0x77) }, Update(match, what, reason, idle, actions, cookie)])),
        ["NXST_IPFIX_BRIDGE reply"] = Of(from one in s_ulong from two in s_ulong select new IpfixBridgeReply(new IpfixStats { TotalFlows = one, SendErrors = two, Ipv4Packets = ulong.MaxValue })),
        ["NXST_IPFIX_FLOW reply"] = Of(from one in s_ulong from id in Gen.Choose(0, 2000) select new IpfixFlowReply([new IpfixStats { CurrentFlows = one, CollectorSetId = (uint)id }, new IpfixStats()])),
        ["FLOW_MOD"] = Of(
            from match in s_match
            from actions in s_actions
            from command in Gen.Choose(0, 5)
            from cookie in s_ulong
            from mask in Gen.Elements(0ul, 0xfful, ulong.MaxValue)
            from flags in Gen.Choose(0, 33)
            from table in Gen.Elements<byte>(0, 4, 255)
            select new FlowMod { Match = match, Instructions = [new ApplyActions(actions)], Command = (FlowModCommand)command, Cookie = new Cookie(cookie), CookieMask = new Cookie(mask), Flags = (FlowModFlags)flags, TableId = new TableId(table) }),
    };

    private static Gen<AsyncConfig> s_async =>
        from a in s_uint
        from b in s_byte
        from c in s_byte
        select new AsyncConfig { PacketInMaster = b, PacketInSlave = a, PortStatusMaster = c, PortStatusSlave = 0, FlowRemovedMaster = a, FlowRemovedSlave = b };

    private static Gen<TlvMapping[]> s_mappings =>
        (from optionClass in s_ushort
         from type in s_byte
         from length in Gen.Elements<byte>(0, 4, 8, 124, 124, 128, 3)
         from index in Gen.Choose(0, 65)
         select new TlvMapping(optionClass, type, length, (ushort)index)).ArrayOf().Select(mappings => mappings.Length > 3 ? mappings[..3] : mappings);

    private static Gen<MessageProperty[]> s_packetIn =>
        from packet in Packets.Any
        from which in Gen.Choose(0, 1023)
        from stack in s_bytes
        from number in s_uint
        select PacketInProperties(which, packet, stack, number);

    private static Gen<OpenFlowMessage> Of<T>(Gen<T> messages)
        where T : OpenFlowMessage =>
        from message in messages from xid in s_uint select (OpenFlowMessage)(message is BundleAdd ? message : message with { Xid = new Xid(xid) });

    private static FlowUpdate Update(Match match, int what, int reason, ushort idle, IReadOnlyList<FlowAction> actions, ulong cookie) => what == 3
        ? new FlowUpdate { Event = FlowUpdateEvent.Abbreviated, Xid = new Xid(idle) }
        : new FlowUpdate { Event = (FlowUpdateEvent)what, Match = match, Reason = (ushort)reason, IdleTimeout = idle, Cookie = new Cookie(cookie), Instructions = actions.Count == 0 ? [] : [new ApplyActions(actions)] };

    private static Match Metadata(int which, uint port, ulong metadata, ulong tunnel, uint register)
    {
        var match = Match.Any;
        if ((which & 1) == 0) match = match.With(MatchEntry.FromNumber(MatchField.InPort, port));
        if ((which & 2) != 0) match = match.With(MatchEntry.FromNumber(MatchField.Metadata, metadata));
        if ((which & 4) != 0) match = match.With(MatchEntry.FromNumber(MatchField.TunnelId, tunnel)).With(MatchEntry.FromNumber(MatchField.Registers[3], register));
        return match;
    }

    private static MessageProperty[] PacketInProperties(int which, byte[] packet, byte[] stack, uint number)
    {
        byte[] four = [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        byte[] eight = [0, 0, 0, 0, 1, 2, 3, 4, .. four];
        var all = new List<MessageProperty> { new(0, packet) };
        if ((which & 1) != 0) all.Add(new MessageProperty(1, four));
        if ((which & 2) != 0) all.Add(new MessageProperty(3, four));
        if ((which & 4) != 0) all.Add(new MessageProperty(4, eight));
        if ((which & 8) != 0) all.Add(new MessageProperty(5, new byte[] { (byte)(number % 9) }));
        if ((which & 16) != 0) all.Add(new MessageProperty(7, stack));
        if ((which & 32) != 0) all.Add(new MessageProperty(6, (byte[])[0x80, 0, 0, 4, 0, 0, 0, (byte)which]));
        if ((which & 64) != 0) all.Add(new MessageProperty(2, four));
        if ((which & 128) != 0) all.Add(new MessageProperty(0x77, four));
        if ((which & 256) != 0)
        {
            // conntracked, mirrors and the port, as properties in a property
            all.Add(new MessageProperty(8, (byte[])[0, 0, 0, 0, 0x80, 3, 0, 4, 0, 0, 0, 0, 0x80, 2, 0, 8, .. four, 0x80, 8, 0, 8, .. four, 0x80, 1, 0, 6, 0x12, (byte)which, 0, 0]));
        }

        return [.. all];
    }
}
