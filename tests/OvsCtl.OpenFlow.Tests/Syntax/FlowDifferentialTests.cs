using System.ComponentModel;
using FsCheck;
using FsCheck.Fluent;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Syntax;

/// <summary>The flow syntax against the real ovs-ofctl, whose FLOW_MODs go to a switch of ours.</summary>
public sealed class FlowDifferentialTests(ITestOutputHelper output)
{
    private const int Generated = 400;
    private static readonly Rnd s_seed = new(20261122);

    [Fact]
    public async Task The_recorded_flows_are_what_ovs_ofctl_makes_of_them()
    {
        var vectors = FlowVector.LoadAll();
        var actual = await AskAsync([.. vectors.Select(vector => vector.Flow)]);
        var differences = vectors.Zip(actual).Where(pair => pair.First.Hex != pair.Second.Hex || pair.First.Text != pair.Second.Text)
            .Select(pair => $"{pair.First.Flow}\n  {pair.First.Hex}\n  {pair.Second.Hex}\n  {pair.Second.Text}").ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task Flows_made_from_the_table_of_fields_become_the_same_bytes_and_text()
    {
        var flows = FlowSamples.Flows.Sample(Generated, s_seed, 50).ToList();
        var expected = await AskAsync(flows);
        var differences = expected.Select(vector => (Expected: vector, Actual: FlowVector.Of(vector.Flow)))
            .Where(pair => pair.Expected.Hex != pair.Actual.Hex || pair.Expected.Text != pair.Actual.Text)
            .Select(pair => $"{pair.Expected.Flow}\n  {pair.Expected.Hex}\n  {pair.Actual.Hex}\n  {pair.Expected.Text ?? pair.Expected.Differs}\n  {pair.Actual.Text ?? pair.Actual.Differs}").ToList();
        var accepted = expected.Count(vector => vector.Hex is not null);
        output.WriteLine($"{flows.Count} flows: {accepted} accepted and {flows.Count - accepted} refused by ovs-ofctl, {differences.Count} treated otherwise here");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(accepted > Generated / 2, $"Only {accepted} of the flows are any.");
    }

    /// <returns>What ovs-ofctl makes of each; what it says of a refused one stands in <see cref="FlowVector.Differs"/>.</returns>
    private static async Task<IReadOnlyList<FlowVector>> AskAsync(IReadOnlyList<string> flows)
    {
        var answers = new List<FlowVector>();
        await using var recorder = new RecordingSwitch();
        try
        {
            foreach (var flow in flows)
            {
                var (hex, error) = await recorder.AddFlowsAsync(flow);
                answers.Add(new FlowVector(flow, hex, null, error));
            }
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"ovs-ofctl is not installed: {e.Message}");
        }

        var texts = new Queue<string>(await OfpPrint.FormatAsync([.. answers.Where(answer => answer.Hex is not null).Select(answer => Convert.FromHexString(answer.Hex ?? ""))]));
        return [.. answers.Select(answer => answer.Hex is null ? answer : answer with { Text = texts.Dequeue().Replace(" (xid=0x2)", "", StringComparison.Ordinal).TrimEnd('\n') })];
    }
}
