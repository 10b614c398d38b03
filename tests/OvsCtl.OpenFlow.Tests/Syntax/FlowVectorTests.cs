namespace OvsCtl.OpenFlow.Tests.Syntax;

/// <summary>Flows of every family of fields and actions, against what the real ovs-ofctl made of them.</summary>
public sealed class FlowVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_flow_becomes_the_bytes_and_the_text_of_ovs_ofctl_or_is_refused_by_both()
    {
        var vectors = FlowVector.LoadAll();
        var differences = vectors.Where(vector => vector.Differs is null)
            .Select(vector => (Expected: vector, Actual: FlowVector.Of(vector.Flow)))
            .Where(pair => pair.Expected.Hex != pair.Actual.Hex || pair.Expected.Text != pair.Actual.Text)
            .Select(pair => $"{pair.Expected.Flow}\n  {pair.Expected.Hex}\n  {pair.Actual.Hex}\n  {pair.Expected.Text}\n  {pair.Actual.Text ?? pair.Actual.Differs}").ToList();

        output.WriteLine($"flows.json: {vectors.Count} flows, {vectors.Count(vector => vector.Hex is null)} of them refused; {vectors.Count(vector => vector.Differs is not null)} differ on purpose");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void What_differs_on_purpose_does_differ()
    {
        foreach (var vector in FlowVector.LoadAll().Where(vector => vector.Differs is not null))
        {
            var actual = FlowVector.Of(vector.Flow);
            Assert.False(vector.Hex == actual.Hex && vector.Text == actual.Text, $"{vector.Flow} is no difference any more: {vector.Differs}");
        }
    }
}
