using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Real;

[Collection(nameof(OpenVSwitch))]
public sealed partial class OpenVSwitchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_flows_are_there_as_sent_and_ovs_ofctl_writes_them_the_same_way()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        var mods = Enumerable.Range(0, 1000).Select(Flow).Concat(OddFlows()).ToArray();

        Assert.Empty(await connection.SendFlowModsAsync(mods, Ct));
        var flows = await connection.DumpFlowsAsync(Ct);

        Assert.Equal(
            mods.Select(mod => (mod.TableId, mod.Priority, mod.Cookie, mod.Match, Actions: FlowText.Actions(mod.Instructions))).ToHashSet(),
            flows.Select(flow => (flow.TableId, flow.Priority, flow.Cookie, flow.Match, Actions: FlowText.Actions(flow.Instructions))).ToHashSet());
        Assert.Equal(
            Lines(await ovs.OfctlAsync("dump-flows", $"unix:{ovs.Folder}/br0.mgmt")),
            Lines(string.Join('\n', flows.Select(flow => flow.ToString()))));
    }

    [Fact]
    public async Task Ports_are_written_by_name_as_ovs_ofctl_does()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        var names = (await connection.GetPortsAsync(Ct)).ToDictionary(port => port.Number, port => port.Name);
        Assert.Equal("p-1", names[new PortNumber(1)]);
        FlowMod[] mods =
        [
            new() { Match = Match.Any.InPort(new PortNumber(1)), Instructions = [new ApplyActions([new Output(PortNumber.Local), new Output(PortNumber.InPort)])] },
            new() { Match = Match.Any.InPort(PortNumber.Local), Instructions = [new ApplyActions([new Output(new PortNumber(1)), new Output(PortNumber.Controller)])] },
        ];
        Assert.Empty(await connection.SendFlowModsAsync(mods, Ct));

        var flows = await connection.DumpFlowsAsync(Ct);

        Assert.Equal(
            Lines(await ovs.OfctlAsync("--names", "dump-flows", $"unix:{ovs.Folder}/br0.mgmt")),
            Lines(string.Join('\n', flows.Select(flow => FlowText.FlowStats(flow, names.GetValueOrDefault)))));
    }

    [Fact]
    public async Task What_others_do_to_flows_is_told_unasked_once_a_monitor_is_set()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        var monitor = new FlowMonitor { Flags = FlowMonitorFlags.Add | FlowMonitorFlags.Delete | FlowMonitorFlags.Modify };
        await connection.RequestAsync<FlowMonitorReply>(new FlowMonitorRequest([monitor]), Ct);
        Assert.Empty(await connection.SendFlowModsAsync([new FlowMod { Priority = 5, Cookie = new Cookie(5) }], Ct));
        await ovs.OfctlAsync("del-flows", $"unix:{ovs.Folder}/br0.mgmt");

        var updates = new List<FlowUpdate>();
        while (!updates.Exists(u => u.Event == FlowUpdateEvent.Deleted && u.Cookie == new Cookie(5))) updates.AddRange((await NextAsync<FlowMonitorReply>(connection)).Updates);
        // Of our own doing it is said only that it was done.
        Assert.DoesNotContain(updates, u => u.Event == FlowUpdateEvent.Added && u.Cookie == new Cookie(5));
    }

    [Fact]
    public async Task A_flow_it_refuses_comes_back_with_its_error_and_the_others_are_done()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        FlowMod[] mods =
        [
            Flow(1),
            new() { TableId = new TableId(5), Instructions = [new GotoTable(new TableId(3))] },
            new() { Match = Match.Any.Ipv4Dst(IPAddress.Loopback) },
            Flow(2),
        ];

        var failures = await connection.SendFlowModsAsync(mods, Ct);

        Assert.Equal(["OFPBIC_BAD_TABLE_ID", "OFPBMC_BAD_PREREQ"], failures.Select(failure => failure.Error.CodeName));
        Assert.Equal([mods[1], mods[2]], failures.Select(failure => failure.FlowMod));
        Assert.Equal(2, (await connection.DumpFlowsAsync(Ct)).Count);
    }

    [Fact]
    public async Task A_packet_sent_out_comes_back_in_and_a_new_port_is_an_event()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        var frame = Convert.FromHexString("ffffffffffff0200000000010806" + new string('0', 92));
        Assert.Empty(await connection.SendFlowModsAsync(
            [new FlowMod { Cookie = new Cookie(9), Instructions = [new ApplyActions([new Output(PortNumber.Controller)])] }], Ct));

        await connection.SendAsync(new PacketOut { InPort = new PortNumber(1), Actions = [new Output(PortNumber.Table)], Data = frame }, Ct);
        var packetIn = await NextAsync<PacketIn>(connection);
        await ovs.VsctlAsync("add-port", "br0", "p2", "--", "set", "interface", "p2", "type=internal");
        var portStatus = await NextAsync<PortStatus>(connection);

        Assert.Equal((new PortNumber(1), new Cookie(9)), (packetIn.InPort, packetIn.Cookie));
        Assert.Equal(frame, packetIn.Data.ToArray());
        Assert.Equal((PortStatusReason.Add, "p2"), (portStatus.Reason, portStatus.Port.Name));
    }

    [Fact]
    public async Task A_bundle_is_done_whole_or_not_at_all_and_the_switch_then_differs_in_nothing()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        FlowMod[] mods = [.. Enumerable.Range(0, 1000).Select(Flow), .. OddFlows()];
        var bad = new FlowMod { Match = Match.Any.Ipv4Dst(IPAddress.Loopback) };

        var failures = await connection.SendBundleAsync([.. mods, bad], Ct);
        Assert.Equal((bad, "OFPBMC_BAD_PREREQ"), (failures[0].FlowMod, failures[0].Error.CodeName));
        Assert.Empty(await connection.DumpFlowsAsync(Ct));

        Assert.Empty(await connection.SendBundleAsync(mods, Ct));
        Assert.Equal(mods.Length, (await connection.DumpFlowsAsync(Ct)).Count);
        Assert.True((await connection.DiffFlowsAsync(mods, Ct)).IsEmpty);
        Assert.Equal([mods[0]], (await connection.DiffFlowsAsync([.. mods[1..], mods[0] with { Priority = 1 }], Ct)).Extra.Select(f => mods[0] with { Priority = f.Priority }));
    }

    [Fact]
    public async Task The_switch_knows_its_master_and_refuses_one_of_an_older_generation()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);

        Assert.Equal(ControllerRole.Equal, (await connection.RequestRoleAsync(ControllerRole.NoChange, 0, Ct)).Role);
        Assert.Equal(new RoleReply(ControllerRole.Master, 7), await connection.RequestRoleAsync(ControllerRole.Master, 7, Ct) with { Xid = default });
        var error = await Assert.ThrowsAsync<OpenFlowErrorException>(() => connection.RequestRoleAsync(ControllerRole.Slave, 6, Ct));
        Assert.Equal("OFPRRFC_STALE", error.Error.CodeName);

        Assert.Equal(ControllerRole.Slave, (await connection.RequestRoleAsync(ControllerRole.Slave, 8, Ct)).Role);
        var refusal = Assert.Single(await connection.SendFlowModsAsync([Flow(1)], Ct));
        Assert.Equal("OFPBRC_IS_SECONDARY", refusal.Error.CodeName);
    }

    [Fact]
    public async Task A_master_hears_that_another_has_taken_its_place()
    {
        const int OFPBRC_IS_SLAVE = 10;
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var first = await ConnectAsync(ovs);
        await first.RequestRoleAsync(ControllerRole.Master, 1, Ct);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{ovs.Folder}/br0.mgmt"), Ct);
        await using var second = await OpenFlowConnection.HandshakeAsync(new NetworkStream(socket), new OpenFlowConnectionOptions(), null, Ct);

        await second.RequestRoleAsync(ControllerRole.Master, 2, Ct);

        // Role status (ONF extension 191): header:8 experimenter:4 exp_type:4 role:4 reason:1 pad:3 generation_id:8
        var notice = Bytes.Encode(await first.Events.ReadAsync(Ct));
        Assert.Equal("4f4e4600000007770000000300", Convert.ToHexStringLower(notice.AsSpan(8, 13)));
        Assert.Equal(ControllerRole.Slave, (await first.RequestRoleAsync(ControllerRole.NoChange, 0, Ct)).Role);
        Assert.Equal(ControllerRole.Master, (await second.RequestRoleAsync(ControllerRole.NoChange, 0, Ct)).Role);
        Assert.Equal(OFPBRC_IS_SLAVE, Assert.Single(await first.SendFlowModsAsync([Flow(1)], Ct)).Error.Code);
        Assert.Empty(await second.SendFlowModsAsync([Flow(1)], Ct));
    }

    private static async Task<OpenFlowConnection> ConnectAsync(OpenVSwitch ovs)
    {
        await using var listener = OpenFlowListener.ListenUnix(ovs.ControllerPath, new OpenFlowConnectionOptions());
        await ovs.VsctlAsync("set-controller", "br0", $"unix:{ovs.ControllerPath}");
        return await listener.AcceptAsync(Ct);
    }

    private static async Task<T> NextAsync<T>(OpenFlowConnection connection)
        where T : OpenFlowMessage
    {
        await foreach (var message in connection.Events.ReadAllAsync(Ct))
        {
            if (message is T found) return found;
        }

        throw new InvalidOperationException($"The connection ended before a {typeof(T).Name} came: {connection.CloseReason}");
    }

    private static FlowMod Flow(int i) => new()
    {
        TableId = new TableId((byte)(i % 3)),
        Priority = (ushort)(100 + (i % 7)),
        Cookie = new Cookie(0xabc0000000000000 + (ulong)i),
        Match = Match.Any.EthType(0x0800).Ipv4Dst(new IPAddress([10, 1, (byte)(i >> 8), (byte)i])).InPort(new PortNumber(1)),
        Instructions = [new ApplyActions([new SetField(MatchField.EthDst, 0x020000000000UL + (ulong)i), new Output(new PortNumber(2))]), new GotoTable(new TableId(9))],
    };

    /// <summary>One of each kind of condition and action that Open vSwitch's text has a rule of its own for.</summary>
    private static IEnumerable<FlowMod> OddFlows()
    {
        Match[] matches =
        [
            Match.Any,
            Match.Any.VlanId(5),
            Match.Any.VlanId(5).VlanPcp(3),
            Match.Any.Untagged(),
            Match.Any.Tagged(),
            Match.Any.EthDst(0x010000000000, 0x010000000000),
            Match.Any.EthType(0x0806).ArpSpa(IPAddress.Parse("10.0.0.0"), 8).ArpTpa(IPAddress.Parse("10.0.0.9")).ArpOp(1),
            Match.Any.EthType(0x86dd).Ipv6Src(IPAddress.Parse("2001:db8::"), 32).IpProto(58).Icmpv6Type(135),
            Match.Any.EthType(0x86dd).IpProto(17).UdpDst(53),
            Match.Any.EthType(0x0800).IpProto(6).TcpDst(80).With(MatchField.IpDscp, [10]),
            Match.Any.EthType(0x0800).IpProto(1).Icmpv4Type(8),
            Match.Any.EthType(0x0800).IpProto(47),
            Match.Any.EthType(0x88cc),
            Match.Any.Metadata(0xff00, 0xff00).TunnelId(7),
        ];
        foreach (var match in matches)
            yield return new FlowMod { TableId = new TableId(20), Priority = 7, Match = match, IdleTimeout = 600, Flags = FlowModFlags.SendFlowRemoved };
        Instruction[] instructions =
        [
            new ApplyActions([new PushVlan(0x8100), new SetField(MatchField.VlanVid, 0x1005), new Output(PortNumber.Normal), new PopVlan(), new Output(PortNumber.Flood)]),
            new WriteActions([new SetQueue(3), new Output(PortNumber.Controller, 128)]),
            new ClearActions(),
            new WriteMetadata(0x10, 0xf0),
            new GotoTable(new TableId(30)),
        ];
        yield return new FlowMod { TableId = new TableId(21), HardTimeout = 600, Instructions = [instructions[0], instructions[2], instructions[1], instructions[3], instructions[4]] };
        yield return new FlowMod { TableId = new TableId(22), Match = Match.Any.EthType(0x0800), Instructions = [new ApplyActions([new DecNwTtl(), new SetNwTtl(9), new SetField(MatchField.Ipv4Src, [10, 0, 0, 1])])] };
    }

    /// <summary>The lines of a dump without what differs between two dumps, in a fixed order.</summary>
    private static List<string> Lines(string dump) =>
        [.. dump.Split('\n').Select(line => Varying().Replace(line, "").Trim()).Where(line => line.StartsWith("cookie", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("(duration|idle_age|hard_age)=[^ ]* ")]
    private static partial Regex Varying();
}
