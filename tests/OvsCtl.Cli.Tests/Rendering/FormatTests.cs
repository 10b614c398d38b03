using System.Text.Json;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Tests.Rendering;

public sealed class FormatTests
{
    private static readonly PlanReply Plan = new()
    {
        Lab = "red-blue",
        Steps = { new PlanStep { Change = ChangeKind.Create, Object = "host red", Reason = "no: \"ü\"", Commands = { "ip netns add red" } } },
    };

    [Fact]
    public void Yaml_is_block_style_with_quotes_where_needed() =>
        Assert.Equal(
            """
            lab: red-blue
            steps:
              - change: CHANGE_KIND_CREATE
                object: host red
                reason: "no: \"ü\""
                commands:
                  - ip netns add red
                phase: ""
            effects: []

            """,
            Rendered.As(OutputFormat.Yaml, Plan));

    [Fact]
    public void Json_is_the_protobuf_mapping_of_the_message()
    {
        using var json = JsonDocument.Parse(Rendered.As(OutputFormat.Json, Plan));

        Assert.Equal("CHANGE_KIND_CREATE", json.RootElement.GetProperty("steps")[0].GetProperty("change").GetString());
        Assert.Equal("", json.RootElement.GetProperty("steps")[0].GetProperty("phase").GetString());
    }

    [Theory]
    [InlineData("""{"a":{},"b":[],"c":null,"d":1.5}""", "a: {}\nb: []\nc: null\nd: 1.5\n")]
    [InlineData("""{"a":["true","1","on","~"," x","x ","x: y","10.0.0.1/24"]}""", "a:\n  - \"true\"\n  - \"1\"\n  - \"on\"\n  - \"~\"\n  - \" x\"\n  - \"x \"\n  - \"x: y\"\n  - \"10.0.0.1/24\"\n")]
    [InlineData("""[{"a":1,"b":{"c":2}},3]""", "- a: 1\n  b:\n    c: 2\n- 3\n")]
    [InlineData("""{"a":"two\nlines"}""", "a: \"two\\nlines\"\n")]
    [InlineData("[]", "[]\n")]
    public void Yaml_keeps_the_meaning_of_json(string json, string yaml) => Assert.Equal(yaml, YamlText.FromJson(json));

    [Fact]
    public void Netns_list_is_that_of_ip_netns()
    {
        NamespaceEntry[] entries = [new("red", IsStale: false, NsId: 0), new("blue", IsStale: false, NsId: null), new("old", IsStale: true, NsId: null)];
        using var output = new StringWriter { NewLine = "\n" };

        NetnsView.Write(output, entries, OutputFormat.Table);
        NetnsView.Write(output, entries, OutputFormat.Json);

        Assert.Equal("""
            red (id: 0)
            blue
            old (stale)
            [{"name":"red","id":0},{"name":"blue"},{"name":"old","stale":true}]

            """, output.ToString());
    }
}
