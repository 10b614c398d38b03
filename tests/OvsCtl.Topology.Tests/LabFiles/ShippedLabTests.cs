using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Topology.Tests.LabFiles;

public sealed class ShippedLabTests
{
    public static TheoryData<string> Labs() => [.. Repository.LabFiles().Select(f => Path.GetFileName(f))];

    [Fact]
    public void The_labs_that_the_documents_name_are_there() =>
        Assert.Superset(new HashSet<string>
        {
            "red-blue.yaml", "ovs-four-hosts.yaml", "plain-l2.yaml", "two-switches.yaml", "veth-pair.yaml", "root-veth.yaml", "linux-bridge.yaml", "readdress.yaml", "physical.yaml", "isolated-process.yaml", "shaping.yaml",
        }, Labs().Select(row => row.Data).ToHashSet());

    [Theory]
    [MemberData(nameof(Labs))]
    public void Every_shipped_lab_is_read_and_named_after_its_file(string name)
    {
        var spec = LabFile.Parse(Text(name), name);

        Assert.Equal(Path.GetFileNameWithoutExtension(name), spec.Name);
        Assert.NotEmpty(spec.Checks);
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void Every_shipped_lab_survives_export(string name)
    {
        var spec = LabFile.Parse(Text(name), name);

        var again = LabFile.Parse(LabFile.Export(spec), "exported");

        Assert.Equal(SpecDump.Of(spec), SpecDump.Of(again));
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void Every_shipped_lab_begins_by_saying_what_it_is(string name) =>
        Assert.Matches("^# [A-Z][^\n]{20,}\n", Text(name));

    private static string Text(string name) => File.ReadAllText(Repository.LabFiles().Single(f => Path.GetFileName(f) == name));
}
