using System.Text;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Ovsdb.Tests;

public sealed class VSwitchTransactionTests
{
    private static readonly Uuid Root = Uuid.Parse("00000000-0000-4000-8000-000000000000");
    private static readonly Uuid Bridge = Uuid.Parse("00000000-0000-4000-8000-000000000001");
    private static readonly Uuid Port = Uuid.Parse("00000000-0000-4000-8000-000000000002");

    private static readonly VSwitchState State = new()
    {
        RootUuid = Root,
        Bridges = new Dictionary<string, BridgeState>
        {
            ["br0"] = new()
            {
                Uuid = Bridge,
                Name = "br0",
                ControllerTargets = ["tcp:127.0.0.1:6653"],
                Ports = new Dictionary<string, PortState>
                {
                    ["br0"] = new() { Name = "br0", Interfaces = [new InterfaceState { Name = "br0" }] },
                    ["p1"] = new() { Uuid = Port, Name = "p1", Interfaces = [new InterfaceState { Name = "p1" }] },
                },
            },
        },
    };

    [Fact]
    public void Port_is_taken_out_of_its_vlans()
    {
        var update = Write(new ClearPortVlan { Bridge = "br0", Name = "p1" }).Single(o => o.Contains("\"table\":\"Port\"", StringComparison.Ordinal) && o.Contains("\"op\":\"update\"", StringComparison.Ordinal));
        foreach (var column in new[] { "tag", "trunks", "vlan_mode" }) Assert.Contains($"\"{column}\":[\"set\",[]]", update, StringComparison.Ordinal);
    }

    [Fact]
    public void New_controller_is_asked_for_with_its_times()
    {
        var change = new SetBridge { Name = "br0", ControllerTarget = "unix:x", ControllerMaxBackoff = TimeSpan.FromSeconds(1), ControllerInactivityProbe = TimeSpan.FromSeconds(30) };
        var insert = Write(change).Single(o => o.Contains("\"table\":\"Controller\"", StringComparison.Ordinal));
        Assert.Contains("\"max_backoff\":1000", insert, StringComparison.Ordinal);
        Assert.Contains("\"inactivity_probe\":30000", insert, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_are_added_by_one_mutation_behind_guards_and_nothing_is_rewritten()
    {
        var operations = Write(new AddPort { Bridge = "br0", Name = "p2" }, new AddPort { Bridge = "br0", Name = "p3", Type = "patch", OfPortRequest = 7 });
        Assert.Equal(
            [
                """{"op":"wait","table":"Bridge","timeout":0,"where":[["_uuid","==",["uuid","00000000-0000-4000-8000-000000000001"]]],"columns":["_uuid"],"until":"!=","rows":[]}""",
                """{"op":"insert","table":"Interface","row":{"name":"p2"},"uuid-name":"row1"}""",
                """{"op":"insert","table":"Port","row":{"name":"p2","interfaces":["named-uuid","row1"]},"uuid-name":"row2"}""",
                """{"op":"insert","table":"Interface","row":{"ofport_request":7,"name":"p3","type":"patch"},"uuid-name":"row3"}""",
                """{"op":"insert","table":"Port","row":{"name":"p3","interfaces":["named-uuid","row3"]},"uuid-name":"row4"}""",
                """{"op":"mutate","table":"Bridge","where":[["_uuid","==",["uuid","00000000-0000-4000-8000-000000000001"]]],"mutations":[["ports","insert",["set",[["named-uuid","row2"],["named-uuid","row4"]]]]]}""",
                """{"op":"mutate","table":"Open_vSwitch","where":[["_uuid","==",["uuid","00000000-0000-4000-8000-000000000000"]]],"mutations":[["next_cfg","+=",1]]}""",
                """{"op":"comment","comment":"ovsctl"}""",
            ],
            operations);
    }

    [Theory]
    [InlineData("br0")]
    [InlineData("p1")]
    public void A_name_in_use_is_named_before_anything_is_sent(string name)
    {
        VSwitchChange[] changes = [new AddBridge { Name = name }, new AddPort { Bridge = "br0", Name = name }];
        foreach (var change in changes)
        {
            var error = Assert.Throws<OvsdbException>(() => Write(change));
            Assert.Equal(OvsdbErrorKind.AlreadyExists, error.Kind);
            Assert.Contains($" {name} ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_used_twice_in_the_same_changes_is_an_error() =>
        Assert.Throws<OvsdbException>(() => Write(new AddBridge { Name = "x" }, new AddPort { Bridge = "x", Name = "y" }, new AddPort { Bridge = "br0", Name = "y" }));

    [Fact]
    public void What_is_not_there_is_named()
    {
        VSwitchChange[] changes =
        [
            new AddPort { Bridge = "nope", Name = "x" }, new SetBridge { Name = "nope" }, new DeleteBridge { Name = "nope" },
            new DeletePort { Bridge = "br0", Name = "nope" }, new DeletePort { Bridge = "nope", Name = "p1" },
        ];
        foreach (var change in changes)
        {
            var error = Assert.Throws<OvsdbException>(() => Write(change));
            Assert.Equal(OvsdbErrorKind.NotFound, error.Kind);
            Assert.Contains("nope", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_local_port_cannot_be_deleted_alone() =>
        Assert.Throws<ArgumentException>(() => Write(new DeletePort { Bridge = "br0", Name = "br0" }));

    [Fact]
    public void A_port_deleted_and_added_again_has_no_guard_on_its_name()
    {
        var operations = Write(new DeletePort { Bridge = "br0", Name = "p1" }, new AddPort { Bridge = "br0", Name = "p1" });
        Assert.DoesNotContain(operations, o => o.Contains("wait", StringComparison.Ordinal) && o.Contains("p1", StringComparison.Ordinal));
        Assert.Contains(operations, o => o.Contains("""[["ports","delete",["uuid","00000000-0000-4000-8000-000000000002"]],["ports","insert",["named-uuid","row2"]]]""", StringComparison.Ordinal));
    }

    [Fact]
    public void Setting_a_bridge_changes_only_what_is_given()
    {
        var operations = Write(new SetBridge { Name = "br0", FailMode = "", DatapathId = 0xab, ControllerTarget = "tcp:127.0.0.1:6653" });
        Assert.Equal(
            [
                """{"op":"update","table":"Bridge","where":[["_uuid","==",["uuid","00000000-0000-4000-8000-000000000001"]]],"row":{"fail_mode":["set",[]]}}""",
                """{"op":"mutate","table":"Bridge","where":[["_uuid","==",["uuid","00000000-0000-4000-8000-000000000001"]]],"mutations":[["other_config","delete","datapath-id"],["other_config","insert",["map",[["datapath-id","00000000000000ab"]]]]]}""",
            ],
            operations.Skip(1).SkipLast(2));
    }

    [Fact]
    public void A_guard_that_fails_is_explained_by_name()
    {
        var transaction = VSwitchTransaction.Create(State, [new AddPort { Bridge = "br0", Name = "p2" }]);
        OvsdbException Refused(int index) => new(new WireError("timed out", null), index, "operation");
        Assert.Contains("bridge br0 has gone", transaction.Explain(Refused(0))!.Message, StringComparison.Ordinal);
        Assert.Equal(2, transaction.NameChecks.Count);
        Assert.Contains("port p2 already exists", transaction.ExplainName(Refused(0))!.Message, StringComparison.Ordinal);
        Assert.Null(transaction.ExplainName(Refused(9)));
        Assert.Null(transaction.Explain(new OvsdbException(new WireError("timed out", null), 9, "operation 10")));
        Assert.Null(transaction.Explain(new OvsdbException(new WireError("constraint violation", null), null, "commit")));
    }

    private static List<string> Write(params VSwitchChange[] changes) =>
        [.. VSwitchTransaction.Create(State, changes).Operations.Select(o => Encoding.UTF8.GetString(OvsdbJsonWriter.Write(o.WriteTo)))];
}
