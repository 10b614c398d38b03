using Newtonsoft.Json.Linq;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Against a real ovsdb-server and ovs-vswitchd; skipped outside the sandbox.</summary>
public sealed class VSwitchTests
{
    private static readonly AddBridge Br0 = new()
    {
        Name = "br0",
        DatapathType = "netdev",
        FailMode = "secure",
        Protocols = ["OpenFlow13"],
        HardwareAddress = "02:00:00:00:00:01",
        DatapathId = 0x1234,
        ControllerTarget = "tcp:127.0.0.1:1",
        ExternalIds = new Dictionary<string, string> { ["ovsctl-lab"] = "t" },
        Mtu = 1400,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_database_gets_its_root_row_once()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        var both = await Task.WhenAll(VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled), VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled));
        foreach (var vswitch in both)
        {
            Assert.Single(vswitch.Replica.Current.Table("Open_vSwitch"));
            Assert.Empty(vswitch.State.Bridges);
            await vswitch.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_connection_that_puts_latency_first_serves_one_request_after_another_and_many_at_once()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, new OvsdbConnectionOptions { IsLatencyFirst = true }, null, Cancelled);
        await vswitch.ApplyAsync([new AddBridge { Name = "br0" }], waitForSwitch: false, Cancelled);
        for (var i = 0; i < 20; i++)
        {
            var commit = await vswitch.ApplyAsync([new AddPort { Bridge = "br0", Name = $"p{i}" }], waitForSwitch: false, Cancelled);
            Assert.Equal([$"p{i}"], commit.Interfaces.Select(added => added.Name));
        }

        var databases = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => vswitch.Connection.ListDatabasesAsync(Cancelled)));
        Assert.All(databases, names => Assert.Contains("Open_vSwitch", names));
        Assert.Equal(21, vswitch.State.Bridges["br0"].Ports.Count);
    }

    [Fact]
    public async Task A_server_with_an_older_schema_is_read_as_far_as_it_goes()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await ovs.ConvertAsync(text =>
        {
            var schema = JObject.Parse(text);
            schema["tables"]!["Open_vSwitch"]!["columns"]!["datapath_types"]!.Parent!.Remove();
            return schema.ToString();
        });
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        Assert.Empty(vswitch.State.DatapathTypes);
        await vswitch.ApplyAsync([new AddBridge { Name = "br0" }], waitForSwitch: false, Cancelled);
        Assert.True(vswitch.State.Bridges.ContainsKey("br0"));
    }

    [Fact]
    public async Task The_schema_and_the_rows_may_be_asked_for_in_one_go()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var connection = await OvsdbConnection.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var (schema, replica) = await connection.MonitorAsync("Open_vSwitch", new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["name"] }, Cancelled);
        Assert.Equal("Open_vSwitch", schema.Name);
        await connection.TransactAsync(schema, [new Insert("Bridge", new Dictionary<string, OvsdbValue> { ["name"] = "br9" }) { UuidName = "b" }, new Insert("Open_vSwitch", new Dictionary<string, OvsdbValue> { ["bridges"] = new OvsdbNamedUuid("b") })], Cancelled);
        Assert.NotNull(replica.Current.Find("Bridge", "name", "br9"));

        await Assert.ThrowsAsync<ArgumentException>(() => connection.MonitorAsync("Open_vSwitch", new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = [] }, Cancelled));
        var misfit = await Assert.ThrowsAsync<ArgumentException>(() => connection.MonitorAsync("Open_vSwitch", new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["nope"] }, Cancelled));
        Assert.Contains("nope", misfit.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<OvsdbException>(() => connection.MonitorAsync("nope", new Dictionary<string, IReadOnlyList<string>> { ["T"] = ["c"] }, Cancelled));
        Assert.Equal(OvsdbErrorKind.UnknownDatabase, unknown.Kind);
        Assert.NotEmpty(await connection.ListDatabasesAsync(Cancelled));
    }

    [Fact]
    public async Task A_bridge_and_ports_are_made_in_one_transaction_and_in_force_when_it_returns()
    {
        await using var ovs = await RealOvs.StartAsync();
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var commit = await vswitch.ApplyAsync([Br0, new AddPort { Bridge = "br0", Name = "p1", Type = "internal", OfPortRequest = 7 }], waitForSwitch: true, Cancelled);

        Assert.Equal(["br0", "p1"], commit.Interfaces.Select(i => i.Name));
        Assert.Equal([65534, 7], commit.Interfaces.Select(i => i.OfPort));
        Assert.All(commit.Interfaces, i => Assert.Null(i.Error));

        var state = vswitch.State;
        Assert.True(state.CurCfg >= commit.NextCfg);
        Assert.Contains("netdev", state.DatapathTypes);
        var bridge = state.Bridges["br0"];
        Assert.Equal(0x1234UL, bridge.DatapathId);
        Assert.Equal(("netdev", "secure", false), (bridge.DatapathType, bridge.FailMode, bridge.IsControllerConnected));
        Assert.Equal(["OpenFlow13"], bridge.Protocols);
        Assert.Equal(["tcp:127.0.0.1:1"], bridge.ControllerTargets);
        Assert.Equal(["br0", "p1"], bridge.Ports.Keys.Order());
        // ovs-vswitchd reads these back from the device, and may write them a little after cur_cfg.
        await FakeServer.InTimeAsync(vswitch.Replica.WaitAsync(s => s.Find("Interface", "name", "br0")?.GetOptionalString("mac_in_use") == "02:00:00:00:00:01", Cancelled));
        await FakeServer.InTimeAsync(vswitch.Replica.WaitAsync(s => s.Find("Interface", "name", "br0")?.GetOptionalInteger("mtu") == 1400, Cancelled));

        Assert.Equal("{ovsctl-lab=t}", await ovs.VsctlAsync("get", "bridge", "br0", "external_ids"));
        Assert.Equal("{ovsctl-lab=t}", await ovs.VsctlAsync("get", "port", "br0", "external_ids"));
        Assert.Equal("{ovsctl-lab=t}", await ovs.VsctlAsync("get", "interface", "br0", "external_ids"));
        Assert.Equal("p1", await ovs.VsctlAsync("list-ports", "br0"));
    }

    [Fact]
    public async Task A_port_without_a_device_is_reported_and_the_others_work()
    {
        await using var ovs = await RealOvs.StartAsync();
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var commit = await vswitch.ApplyAsync(
            [Br0, new AddPort { Bridge = "br0", Name = "nodev" }, new AddPort { Bridge = "br0", Name = "p1", Type = "internal" }], waitForSwitch: true, Cancelled);
        var failed = commit.Interfaces.Single(i => i.Name == "nodev");
        Assert.Equal(-1, failed.OfPort);
        Assert.Contains("No such device", failed.Error, StringComparison.Ordinal);
        Assert.True(commit.Interfaces.Single(i => i.Name == "p1").OfPort > 0);
    }

    [Fact]
    public async Task Interfaces_of_a_bridge_that_cannot_be_made_are_returned_unsettled()
    {
        await using var ovs = await RealOvs.StartAsync();
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var commit = await vswitch.ApplyAsync([Br0 with { DatapathType = "nosuchtype" }], waitForSwitch: true, Cancelled);
        Assert.False(Assert.Single(commit.Interfaces).IsSettled);
    }

    [Fact]
    public async Task A_name_in_the_database_is_refused_whether_the_replica_knows_it_or_not()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var before = vswitch.State;
        await vswitch.ApplyAsync([Br0], waitForSwitch: false, Cancelled);
        var known = await Assert.ThrowsAsync<OvsdbException>(() => vswitch.ApplyAsync([Br0], waitForSwitch: false, Cancelled));
        Assert.Equal(OvsdbErrorKind.AlreadyExists, known.Kind);

        // The same changes as compiled from the state before: only the server's index can notice.
        var stale = VSwitchTransaction.Create(before, [Br0]);
        var refused = await Assert.ThrowsAsync<OvsdbException>(() => vswitch.Connection.TransactAsync("Open_vSwitch", stale.Operations, Cancelled));
        Assert.Equal(OvsdbErrorKind.ConstraintViolation, refused.Kind);
        var named = await Assert.ThrowsAsync<OvsdbException>(() => vswitch.Connection.TransactAsync("Open_vSwitch", stale.NameChecks, Cancelled));
        Assert.Equal("bridge br0 already exists in the Open_vSwitch database", stale.ExplainName(named)?.Message);
        Assert.Equal("br0", await ovs.VsctlAsync("list-br"));
    }

    [Fact]
    public async Task Rows_and_marks_of_others_stay_as_they_are()
    {
        await using var ovs = await RealOvs.StartAsync();
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        await ovs.VsctlAsync(
            "add-br", "theirs", "--", "set", "bridge", "theirs", "datapath_type=netdev", "external_ids:owner=them", "--", "add-port", "theirs", "t1", "--",
            "set", "interface", "t1", "type=internal", "--", "set", "open_vswitch", ".", "external_ids:theirs=1");
        const string Columns = "--columns=_uuid,name,external_ids,ports";
        var theirs = await ovs.VsctlAsync(Columns, "list", "bridge", "theirs");

        await vswitch.ApplyAsync([Br0, new AddPort { Bridge = "br0", Name = "p1", Type = "internal" }, new SetExternalId { Key = "ovsctl", Value = "1" }], waitForSwitch: true, Cancelled);
        await vswitch.ApplyAsync([new AddPort { Bridge = "theirs", Name = "ours", Type = "internal" }], waitForSwitch: true, Cancelled);
        await vswitch.ApplyAsync([new SetBridge { Name = "theirs", ExternalIds = new Dictionary<string, string> { ["ovsctl"] = "x" } }], waitForSwitch: true, Cancelled);
        Assert.Equal("{ovsctl=x, owner=them}", await ovs.VsctlAsync("get", "bridge", "theirs", "external_ids"));
        Assert.Equal("{ovsctl=\"1\", theirs=\"1\"}", await ovs.VsctlAsync("get", "open_vswitch", ".", "external_ids"));

        await ovs.VsctlAsync("remove", "bridge", "theirs", "external_ids", "ovsctl");
        await vswitch.ApplyAsync([new DeletePort { Bridge = "theirs", Name = "ours" }, new DeleteBridge { Name = "br0" }, new SetExternalId { Key = "ovsctl" }], waitForSwitch: true, Cancelled);
        Assert.Equal(theirs, await ovs.VsctlAsync(Columns, "list", "bridge", "theirs"));
        Assert.Equal("theirs", await ovs.VsctlAsync("list-br"));
        Assert.Equal("{theirs=\"1\"}", await ovs.VsctlAsync("get", "open_vswitch", ".", "external_ids"));
        Assert.Equal(["t1", "theirs"], vswitch.Replica.Current.Table("Interface").Values.Select(row => row.GetString("name")).Order());
    }

    [Fact]
    public async Task Changes_of_others_are_seen()
    {
        await using var ovs = await RealOvs.StartAsync();
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var state = vswitch.State;
        await ovs.VsctlAsync("add-br", "theirs", "--", "set", "bridge", "theirs", "datapath_type=netdev");
        while (!state.Bridges.ContainsKey("theirs")) state = await FakeServer.InTimeAsync(vswitch.NextAsync(state, Cancelled));
        Assert.Equal(["theirs"], state.Bridges["theirs"].Ports.Keys);
    }

    [Fact]
    public async Task A_connection_lost_while_waiting_for_the_switch_is_told_with_a_known_outcome()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        // No ovs-vswitchd runs: this waits until the server is gone.
        var applying = vswitch.ApplyAsync([Br0], waitForSwitch: true, Cancelled);
        await FakeServer.InTimeAsync(vswitch.Replica.WaitAsync(snapshot => snapshot.Find("Bridge", "name", "br0") is not null, Cancelled));
        var other = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        await other.DisposeAsync();
        await ovs.KillServerAsync();
        var error = await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(applying));
        Assert.Equal(OvsdbErrorKind.ConnectionLost, error.Kind);
        await FakeServer.InTimeAsync(vswitch.Closed);
        Assert.Equal("br0", Assert.Single(vswitch.State.Bridges).Key);
    }

    [Fact]
    public async Task A_waiting_change_is_in_force_once_the_switch_starts()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var applying = vswitch.ApplyAsync([Br0], waitForSwitch: true, Cancelled);
        await ovs.StartSwitchAsync();
        var commit = await FakeServer.InTimeAsync(applying);
        Assert.Equal(65534, Assert.Single(commit.Interfaces).OfPort);
    }

    [Fact]
    public async Task Five_hundred_ports_go_in_by_one_transaction_and_out_by_another()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var vswitch = await VSwitch.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var names = Enumerable.Range(0, 500).Select(i => $"port{i}").ToList();
        var commit = await vswitch.ApplyAsync([Br0, .. names.Select(name => new AddPort { Bridge = "br0", Name = name })], waitForSwitch: false, Cancelled);
        Assert.Equal(["br0", .. names], commit.Interfaces.Select(i => i.Name));
        Assert.Equal(501, vswitch.State.Bridges["br0"].Ports.Count);
        await vswitch.ApplyAsync([.. names.Select(name => new DeletePort { Bridge = "br0", Name = name })], waitForSwitch: false, Cancelled);
        Assert.Equal(["br0"], vswitch.State.Bridges["br0"].Ports.Keys);
    }
}
