using OvsCtl.Topology.Desired;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Topology.Tests.Plans;

/// <summary>Who remembers root's old settings, and who puts them back.</summary>
public sealed class NatPlanTests
{
    [Fact]
    public void Old_value_is_kept_in_the_table_before_it_is_changed()
    {
        var machine = new FakeMachine();
        var step = Differ.Diff(Lab("one", 1), machine.Observe(), []).Steps.OfType<ApplyNat>().Single();
        Assert.Equal("0", step.SavedSysctls[Resolver.Ipv4Forward]);
        Assert.Contains("add chain inet ovsctl_one saved.net.ipv4.ip_forward.0", NftText.Replace(step.Table, step.SavedSysctls));
        Assert.True(NftText.TryParseSaved("saved.net.ipv4.ip_forward.0", out var name, out var value));
        Assert.Equal((Resolver.Ipv4Forward, "0"), (name, value));
    }

    [Fact]
    public void Machine_that_forwards_already_is_left_forwarding()
    {
        var machine = new FakeMachine();
        machine.SetSysctl(Resolver.Ipv4Forward, "1");
        machine.Apply(Differ.Diff(Lab("one", 1), machine.Observe(), []));
        machine.Apply(Differ.Teardown("one", machine.Observe()));
        Assert.Equal("1", machine.Sysctl(Resolver.Ipv4Forward));
    }

    [Fact]
    public void Setting_that_somebody_turns_off_is_turned_on_again_and_the_oldest_value_stays_remembered()
    {
        var machine = new FakeMachine();
        machine.Apply(Differ.Diff(Lab("one", 1), machine.Observe(), []));
        machine.SetSysctl(Resolver.Ipv4Forward, "0");
        var step = Differ.Diff(Lab("one", 1), machine.Observe(), []).Steps.OfType<ApplyNat>().Single();
        Assert.Equal(Change.Update, step.Change);
        Assert.Equal("0", step.SavedSysctls[Resolver.Ipv4Forward]);
    }

    [Fact]
    public void Table_that_somebody_deletes_is_made_anew_with_the_oldest_value()
    {
        var machine = new FakeMachine();
        machine.Apply(Differ.Diff(Lab("one", 1), machine.Observe(), []));
        var before = machine.Observe();
        // Forwarding stays on: what it was before, nothing on the machine tells any more.
        var step = Differ.Diff(Lab("one", 1), before with { NatTables = [], RememberedSysctls = before.NatTables[0].SavedSysctls }, []).Steps.OfType<ApplyNat>().Single();
        Assert.Equal(Change.Create, step.Change);
        Assert.Equal("0", step.SavedSysctls[Resolver.Ipv4Forward]);
    }

    [Theory]
    [InlineData("prerouting")]
    [InlineData("saved.")]
    [InlineData("saved.x")]
    [InlineData("")]
    public void Other_chains_remember_nothing(string chain) => Assert.False(NftText.TryParseSaved(chain, out _, out _));

    private static DesiredState Lab(string name, int net) => Resolver.Resolve(LabFile.Parse(
        $"lab: {name}\nhosts:\n  out{net}: {{}}\nlinks:\n  - {{root:up{net}: 192.0.{net}.1/24, out{net}:eth0: 192.0.{net}.2/24}}\nnat:\n  - {{from: 10.{net}.0.0/24, out: up{net}}}\n",
        "lab.yaml"));
}
