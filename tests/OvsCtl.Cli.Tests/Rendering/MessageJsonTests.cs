using System.Text.Json;
using OvsCtl.Cli.Rendering.Messages;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Tests.Rendering;

public sealed class MessageJsonTests
{
    private static readonly Type[] s_bases =
        [typeof(OpenFlowMessage), typeof(FlowAction), typeof(Instruction), typeof(MeterBand), typeof(QueueProperty), typeof(TableProperty)];

    [Fact]
    public void Every_type_of_message_and_of_its_parts_is_known()
    {
        var missing = typeof(OpenFlowMessage).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsAbstract: false } && Array.Exists(s_bases, b => b.IsAssignableFrom(type)))
            .Where(type => !MessageJson.Options.TryGetTypeInfo(type, out _))
            .Select(type => type.Name);

        Assert.Empty(missing);
    }

    [Fact]
    public void A_flow_mod_shows_its_match_and_actions_in_flow_syntax_and_as_objects()
    {
        var flow = FlowSyntax.ParseAdd("priority=7,ip,nw_dst=10.0.0.0/8,cookie=0x2a,actions=output:3,goto_table:1");
        using var document = JsonDocument.Parse(Write(flow));
        var root = document.RootElement;

        Assert.Equal("flow_mod", root.GetProperty("kind").GetString());
        Assert.Equal("add", root.GetProperty("command").GetString());
        Assert.Equal(7, root.GetProperty("priority").GetInt32());
        Assert.Equal("0x2a", root.GetProperty("cookie").GetString());
        Assert.Equal("ip,nw_dst=10.0.0.0/8", root.GetProperty("match").GetProperty("text").GetString());
        Assert.Equal("""[{"field":"eth_type","value":"0800"},{"field":"ip_dst","value":"0a000000","mask":"ff000000"}]""", root.GetProperty("match").GetProperty("fields").GetRawText());
        var apply = root.GetProperty("instructions")[0];
        Assert.Equal(("apply_actions", "output:3"), (apply.GetProperty("kind").GetString(), apply.GetProperty("text").GetString()));
        Assert.Equal("""{"kind":"output","text":"output:3","port":3,"max_length":0}""", apply.GetProperty("actions")[0].GetRawText());
    }

    private static string Write(OpenFlowMessage message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            MessageJson.WriteFields(writer, message);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
