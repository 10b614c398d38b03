using System.Text;

namespace OvsCtl.Ovsdb.Tests;

public sealed class OperationTests
{
    private static readonly Uuid Uuid = Uuid.Parse("550e8400-e29b-41d4-a716-446655440000");
    private static readonly Condition Where = Condition.Equal("name", "br0");

    public static TheoryData<string, Operation> Written => new()
    {
        {
            """{"op":"insert","table":"Port","row":{"name":"p1","interfaces":["named-uuid","i"]},"uuid-name":"p"}""",
            new Insert("Port", new Dictionary<string, OvsdbValue> { ["name"] = "p1", ["interfaces"] = new OvsdbNamedUuid("i") }) { UuidName = "p" }
        },
        { """{"op":"select","table":"Bridge","where":[["name","==","br0"]],"columns":["ports"]}""", new Select("Bridge", [Where], ["ports"]) },
        { """{"op":"select","table":"Bridge","where":[]}""", new Select("Bridge", [], []) },
        {
            """{"op":"update","table":"Bridge","where":[["name","==","br0"]],"row":{"fail_mode":["set",[]]}}""",
            new Update("Bridge", [Where], new Dictionary<string, OvsdbValue> { ["fail_mode"] = OvsdbSet.Empty })
        },
        {
            """{"op":"mutate","table":"Bridge","where":[["_uuid","==",["uuid","550e8400-e29b-41d4-a716-446655440000"]]],"mutations":[["ports","insert",["named-uuid","p"]]]}""",
            new Mutate("Bridge", [Condition.IsRow(Uuid)], [Mutation.Insert("ports", new OvsdbNamedUuid("p"))])
        },
        { """{"op":"delete","table":"Bridge","where":[["name","==","br0"]]}""", new Delete("Bridge", [Where]) },
        {
            """{"op":"wait","table":"Bridge","timeout":0,"where":[["name","==","br0"]],"columns":["name"],"until":"==","rows":[]}""",
            Wait.None("Bridge", Where)
        },
        { """{"op":"commit","durable":true}""", new Commit(true) },
        { """{"op":"abort"}""", new Abort() },
        { """{"op":"comment","comment":"why"}""", new Comment("why") },
        { """{"op":"assert","lock":"l"}""", new AssertLock("l") },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void An_operation_is_written_as_the_RFC_says(string json, Operation operation) =>
        Assert.Equal(json, Encoding.UTF8.GetString(OvsdbJsonWriter.Write(operation.WriteTo)));

    [Fact]
    public void Setting_keys_of_a_map_first_removes_the_old_pairs_since_insert_does_not_replace() => Assert.Equal(
        ["""["external_ids","delete",["set",["a","b"]]]""", """["external_ids","insert",["map",[["a","1"],["b","2"]]]]"""],
        Mutation.SetKeys("external_ids", new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" })
            .Select(mutation => Encoding.UTF8.GetString(OvsdbJsonWriter.Write(mutation.WriteTo))));
}
