using System.Text.Json;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Tests.Rendering;

public sealed class FlowListingTests
{
    [Fact]
    public async Task Flows_are_sorted_as_a_switch_looks_and_say_what_they_count() =>
        Assert.Equal(
            """
            bridge v-net-0: 3 flows
            TABLE         PRIORITY  MATCH                     ACTIONS          PACKETS  BYTES  RATE   AGE    OWNER
            0             7         any                       drop             0        0      0/s    0.0s   0x10
            0             0         any                       drop             0        0      0/s    0.0s   -
            1 forwarding  100       dl_dst=0a:00:00:00:00:01  output:red-eth0  42       4200   3.4/s  12.3s  host red

            """,
            await RenderedAsync(OutputFormat.Table, FlowColumns.Usual, null, Part("v-net-0", Red, new Flow { Cookie = 16, Priority = 7 }, new Flow())));

    [Fact]
    public async Task Another_order_is_kept_over_all_parts()
    {
        var text = await RenderedAsync(OutputFormat.Table, FlowColumns.Explained, FlowOrder.By("packets"), Part("a", new Flow { Match = "second", PacketCount = 1 }), Part("a", new Flow { Match = "first", PacketCount = 2 }));

        Assert.True(text.IndexOf("first", StringComparison.Ordinal) < text.IndexOf("second", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Sentences_stand_in_the_last_column() =>
        Assert.EndsWith("  42       to host red\n", await RenderedAsync(OutputFormat.Table, FlowColumns.Explained, null, Part("v-net-0", Red)), StringComparison.Ordinal);

    [Fact]
    public async Task Wide_has_everything()
    {
        var text = await RenderedAsync(OutputFormat.Wide, FlowColumns.All, null, Part("v-net-0", Red));

        foreach (var word in new[] { "0xdeadbeef", "12.3s", "30s", "host red", "red-blue", "to host red" }) Assert.Contains(word, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bridge_without_flows_is_there_and_no_bridge_is_said()
    {
        Assert.Equal("bridge a: 0 flows\n\nbridge b: 0 flows\n", await RenderedAsync(OutputFormat.Table, FlowColumns.Usual, null, Part("a"), Part("b")));
        Assert.Equal("no bridges\n", await RenderedAsync(OutputFormat.Table, FlowColumns.Usual, null));
        Assert.Equal("bridges: []\n", await RenderedAsync(OutputFormat.Yaml, FlowColumns.Usual, null));
        Assert.Equal("{\"bridges\": []}\n", await RenderedAsync(OutputFormat.Json, FlowColumns.Usual, null));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    public async Task Json_is_whole_however_many_flows_come(int count)
    {
        var parts = Enumerable.Range(0, count).Select(i => new Flow { Priority = (uint)i, Match = "a\"b" }).Chunk(100).Select(flows => Part("x", flows)).Append(Part("y"));

        using var json = JsonDocument.Parse(await RenderedAsync(OutputFormat.Json, FlowColumns.Usual, null, [.. parts]));

        var bridges = json.RootElement.GetProperty("bridges");
        Assert.Equal(["x", "y"], bridges.EnumerateArray().Select(b => b.GetProperty("bridge").GetString()));
        Assert.Equal(count, bridges[0].GetProperty("flows").GetArrayLength());
        Assert.Equal("a\"b", bridges[0].GetProperty("flows")[0].GetProperty("match").GetString());
        Assert.Equal(0, bridges[1].GetProperty("flows").GetArrayLength());
    }

    [Fact]
    public async Task Yaml_has_a_list_of_flows_in_each_bridge()
    {
        var text = await RenderedAsync(OutputFormat.Yaml, FlowColumns.Usual, null, Part("x", new Flow { Match = "ip" }, new Flow()), Part("y"));

        Assert.StartsWith("bridges:\n- bridge: \"x\"\n  flows:\n  - table: 0\n    tableName: \"\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    match: ip\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("\n  - table: 0\n").Length - 1);
        Assert.EndsWith("- bridge: \"y\"\n  flows: []\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_flows_than_people_read_go_out_as_they_come()
    {
        var parts = Enumerable.Range(0, 6000).Select(i => new Flow { Priority = (uint)i }).Chunk(500).Select(flows => Part("x", flows));

        var lines = (await RenderedAsync(OutputFormat.Table, FlowColumns.Explained, null, [.. parts])).TrimEnd().Split('\n');

        Assert.Equal(6002, lines.Length);
        Assert.StartsWith("TABLE", lines[0], StringComparison.Ordinal);
        Assert.Equal("bridge x: 6000 flows, in the switch's order (--sort table sorts them)", lines[^1]);
    }

    [Theory]
    [InlineData(0, "0/s")]
    [InlineData(0.01, "<0.1/s")]
    [InlineData(2.25, "2.3/s")]
    [InlineData(1234.4, "1234/s")]
    public void Rates_are_short(double rate, string text) => Assert.Equal(text, FlowColumns.Rate(rate));

    [Theory]
    [InlineData(59.94, "59.9s")]
    [InlineData(61, "1m01s")]
    [InlineData(7260, "2h01m")]
    [InlineData(180000, "2d02h")]
    public void Ages_are_short(double seconds, string text) => Assert.Equal(text, FlowColumns.Age(seconds));

    private static Flow Red => new()
    {
        Table = 1,
        TableName = "forwarding",
        Priority = 100,
        Match = "dl_dst=0a:00:00:00:00:01",
        Actions = "output:red-eth0",
        PacketCount = 42,
        ByteCount = 4200,
        Why = "to host red",
        Owner = "host red",
        Lab = "red-blue",
        Cookie = 0xdeadbeef,
        DurationSeconds = 12.34,
        IdleTimeout = 30,
    };

    private static FlowsPart Part(string bridge, params Flow[] flows) => new() { Bridge = bridge, Flows = { flows } };

    private static async Task<string> RenderedAsync(OutputFormat format, FlowColumns columns, Comparison<Flow>? order, params FlowsPart[] parts)
    {
        using var output = new StringWriter { NewLine = "\n" };
        await new FlowListing(output, new Page(output, 200, hasAnsi: false), format, columns, order).WriteAsync(parts.ToAsyncEnumerable());
        return output.ToString();
    }
}
