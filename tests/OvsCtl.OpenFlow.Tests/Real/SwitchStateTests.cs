using System.Text;

namespace OvsCtl.OpenFlow.Tests.Real;

/// <summary>Groups, meters, tables, ports and queues of a real switch, set and read back through a connection.</summary>
[Collection(nameof(OpenVSwitch))]
public sealed class SwitchStateTests
{
    private static readonly GroupMod s_group = new()
    {
        Command = GroupModCommand.Add,
        Type = GroupType.Select,
        GroupId = new GroupId(7),
        Buckets =
        [
            new GroupBucket { Weight = 3, Actions = [new Output(new PortNumber(1))] },
            new GroupBucket { Weight = 1, Actions = [new SetField(MatchField.EthDst, 0x020000000002), new Output(PortNumber.Local)] },
        ],
    };

    private static readonly MeterMod s_meter = new()
    {
        Command = MeterModCommand.Add,
        Flags = MeterFlags.KilobitsPerSecond | MeterFlags.Burst,
        MeterId = new MeterId(9),
        Bands = [new DropBand { Rate = 1000, BurstSize = 100 }],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_and_a_meter_are_there_as_sent_and_read_as_ovs_ofctl_writes_them()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        await connection.SendAsync(s_group, Ct);
        await connection.SendAsync(s_meter, Ct);
        await connection.BarrierAsync(Ct);

        var groups = await connection.RequestAsync<GroupDescReply>(new GroupDescRequest(), Ct);
        var meters = await connection.RequestAsync<MeterConfigReply>(new MeterConfigRequest(MeterId.All), Ct);
        var groupFeatures = await connection.RequestAsync<GroupFeaturesReply>(new GroupFeaturesRequest(), Ct);
        var meterFeatures = await connection.RequestAsync<MeterFeaturesReply>(new MeterFeaturesRequest(), Ct);

        var group = Assert.Single(groups.Groups);
        Assert.Equal((s_group.GroupId, s_group.Type), (group.GroupId, group.Type));
        Assert.Equal(s_group.Buckets, group.Buckets);
        var meter = Assert.Single(meters.Meters);
        Assert.Equal((s_meter.MeterId, s_meter.Flags), (meter.MeterId, meter.Flags));
        Assert.Equal(s_meter.Bands, meter.Bands);
        await AssertSameAsync(ovs, groups, "dump-groups");
        await AssertSameAsync(ovs, meters, "dump-meters");
        await AssertSameAsync(ovs, groupFeatures, "dump-group-features");
        await AssertSameAsync(ovs, meterFeatures, "meter-features");
    }

    [Fact]
    public async Task A_group_the_switch_refuses_is_an_error_by_name()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);

        await connection.SendAsync(s_group with { Type = GroupType.Indirect }, Ct);
        await connection.BarrierAsync(Ct);

        Assert.True(connection.Events.TryRead(out var message));
        Assert.Equal("OFPGMFC_INVALID_GROUP", Assert.IsType<ErrorMessage>(message).CodeName);
    }

    [Fact]
    public async Task The_features_of_all_tables_are_one_answer_though_they_come_in_many_parts()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);

        var features = await connection.RequestAsync<TableFeaturesReply>(new TableFeaturesRequest(), Ct);
        var stats = await connection.RequestAsync<TableStatsReply>(new TableStatsRequest(), Ct);

        Assert.Equal(Enumerable.Range(0, 254), features.Tables.Select(table => (int)table.TableId.Value));
        Assert.All(features.Tables, table => Assert.Contains(table.Properties, property => property is TableFields { Type: TablePropertyType.Match } match && match.Fields.Any(header => header.Field == MatchField.TcpDst)));
        Assert.Equal(254, stats.Tables.Count);

        // ovs-ofctl joins the parts too, and then leaves out the name of the message.
        var expected = await ovs.OfctlAsync("dump-table-features", $"unix:{ovs.Folder}/br0.mgmt");
        var text = new StringBuilder();
        Assert.True(SwitchText.TryAppend(text, features));
        Assert.Equal(expected.Trim(), text.ToString().Trim());
    }

    [Fact]
    public async Task Statistics_of_ports_queues_groups_and_flows_read_as_ovs_ofctl_writes_them()
    {
        OpenVSwitch.SkipOutsideSandbox();
        await using var ovs = await OpenVSwitch.StartAsync();
        await using var connection = await ConnectAsync(ovs);
        Assert.Empty(await connection.SendFlowModsAsync([new FlowMod { Instructions = [new ApplyActions([new Output(new PortNumber(1))])] }], Ct));
        await connection.SendAsync(s_group, Ct);

        var ports = await connection.RequestAsync<PortStatsReply>(new PortStatsRequest(PortNumber.Any), Ct);
        var queues = await connection.RequestAsync<QueueStatsReply>(new QueueStatsRequest(PortNumber.Any, QueueId.All), Ct);
        var configured = await connection.RequestAsync<QueueGetConfigReply>(new QueueGetConfigRequest(PortNumber.Any), Ct);
        var groups = await connection.RequestAsync<GroupStatsReply>(new GroupStatsRequest(GroupId.All), Ct);
        var meters = await connection.RequestAsync<MeterStatsReply>(new MeterStatsRequest(MeterId.All), Ct);
        var sums = await connection.RequestAsync<AggregateStatsReply>(new AggregateStatsRequest(), Ct);

        Assert.Equal([new PortNumber(1), PortNumber.Local], ports.Ports.Select(port => port.Port).OrderBy(port => port.Value));
        Assert.Equal((0, 0, 0), (queues.Queues.Count, configured.Queues.Count, meters.Meters.Count));
        Assert.Equal((s_group.GroupId, 2), (groups.Groups.Single().GroupId, groups.Groups.Single().Buckets.Count));
        Assert.Equal(1u, sums.FlowCount);
        await AssertSameAsync(ovs, sums, "dump-aggregate");
        await AssertSameAsync(ovs, queues, "queue-stats");
        await AssertSameAsync(ovs, meters, "meter-stats");
    }

    private static async Task<OpenFlowConnection> ConnectAsync(OpenVSwitch ovs)
    {
        await using var listener = OpenFlowListener.ListenUnix(ovs.ControllerPath, new OpenFlowConnectionOptions());
        await ovs.VsctlAsync("set-controller", "br0", $"unix:{ovs.ControllerPath}");
        return await listener.AcceptAsync(Ct);
    }

    private static async Task AssertSameAsync(OpenVSwitch ovs, OpenFlowMessage reply, string command)
    {
        // ovs-ofctl's own request has the id 2.
        var expected = await ovs.OfctlAsync(command, $"unix:{ovs.Folder}/br0.mgmt");
        Assert.Equal(expected, MessageText.Format(reply with { Xid = new Xid(2) }));
    }
}
