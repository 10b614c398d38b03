using System.Text.Json;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Text;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_message_reads_as_ovs_ofctl_ofp_print_writes_it()
    {
        var vectors = Vectors.Load("messages.json");
        var differences = vectors.Select(Difference).OfType<string>().ToList();
        output.WriteLine($"messages.json: {vectors.Count - differences.Count} of {vectors.Count} exact");
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    private static string? Difference(JsonElement vector)
    {
        var expected = vector.GetProperty("ovs_text").GetString() ?? "";
        var dump = MessageText.Dump(Convert.FromHexString(vector.GetProperty("hex").GetString() ?? ""));
        return dump.Text == expected ? null : $"{vector.GetProperty("name").GetString()}\n--- expected\n{expected}--- actual\n{dump.Text}{dump.Error?.Message}";
    }
}
