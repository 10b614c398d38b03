using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;
using OvsCtl.Topology.Tests.LabFiles;

namespace OvsCtl.Topology.Tests.Plans;

public sealed class PlanPropertyTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
    private static readonly Config Run = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void After_a_plan_has_run_there_is_nothing_to_do() => Prop.ForAll(Seeds, seed =>
    {
        var machine = new FakeMachine();
        var lab = Lab(seed);
        Converge(machine, lab);
        AssertUp(machine, lab);
    }).Check(Run);

    [Fact]
    public void Any_lab_changes_into_any_other_of_its_name() => Prop.ForAll(Seeds, seed =>
    {
        var machine = new FakeMachine();
        Converge(machine, Lab(seed));
        var other = Lab(seed + 1);
        Converge(machine, other);
        AssertUp(machine, other);
    }).Check(Run);

    [Fact]
    public void Teardown_leaves_nothing_of_ours_and_everything_of_others() => Prop.ForAll(Seeds, seed =>
    {
        var machine = new FakeMachine();
        machine.AddForeignNamespace("foreign");
        machine.AddForeignLink("foreign0");
        machine.AddForeignBridge("foreignbr");
        var cards = machine.Cards;
        Converge(machine, Lab(seed));
        machine.Apply(Differ.Teardown("lab", machine.Observe()));
        var left = machine.Observe();
        Assert.True(Differ.Teardown("lab", left).IsEmpty);
        Assert.Equal(["foreign"], left.Places.Keys.Where(p => !p.IsRoot).Select(p => p.ToString()));
        Assert.Equal([.. LabSpecs.Cards, "foreign0", "lo"], left.Root.Interfaces.Keys.Order());
        Assert.Equal(cards, machine.Cards);
        Assert.Equal(["foreignbr"], left.Bridges.Keys);
        Assert.Empty(left.NatTables);
        Assert.Empty(left.Root.Routes);
        Assert.Empty(left.Processes);
        Assert.Equal("0", machine.Sysctl(Resolver.Ipv4Forward));
    }).Check(Run);

    [Fact]
    public void A_plan_never_deletes_what_carries_no_mark() => Prop.ForAll(Seeds, seed =>
    {
        var machine = new FakeMachine();
        machine.AddForeignNamespace("foreign");
        machine.AddForeignBridge("foreignbr");
        Converge(machine, Lab(seed));
        var plan = Differ.Diff(Lab(seed + 1), machine.Observe(), []);
        Assert.DoesNotContain(plan.Steps, s => s is DeleteNamespace { Name: "foreign" } or DeleteBridge { Name: "foreignbr" });
        var other = Differ.Diff(Lab(seed) with { Lab = "other", Hosts = [], Bridges = [], LinuxBridges = [], Cables = [], Adoptions = [], Routes = [], NatTables = [] }, machine.Observe(), []);
        Assert.Empty(other.Steps);
    }).Check(Run);

    [Fact]
    public void A_lost_cable_comes_back_with_everything_on_it() => Prop.ForAll(Seeds, seed =>
    {
        var machine = new FakeMachine();
        var lab = Lab(seed);
        Converge(machine, lab);
        if (lab.Cables.Count == 0) return;
        var cable = lab.Cables[seed % lab.Cables.Count];
        machine.DeleteLinkByHand(cable.A.Place, cable.A.Name);
        Assert.False(Differ.Diff(lab, machine.Observe(), []).IsEmpty);
        Converge(machine, lab);
        AssertUp(machine, lab);
    }).Check(Run);

    [Fact]
    public void Cable_of_a_host_made_again_by_hand_is_taken_over_and_its_port_made_anew() => Prop.ForAll(Seeds, seed =>
    {
        var machine = new FakeMachine();
        var lab = Lab(seed);
        Converge(machine, lab);
        var cables = lab.Cables.Where(c => !c.A.Place.IsRoot || !c.B.Place.IsRoot).ToList();
        if (cables.Count == 0) return;
        var cable = cables[seed % cables.Count];
        machine.ReplaceCableByHand(cable);
        var plan = Differ.Diff(lab, machine.Observe(), Flows(lab));
        Assert.DoesNotContain(plan.Steps, s => s is DeleteLink or CreateCable);
        // The switch holds on to the old link of that name, whatever its number says.
        if (cable.B.Place.IsRoot && lab.Bridges.Any(b => b.Ports.Any(p => p.Name == cable.B.Name)))
            Assert.Contains(plan.Steps, s => s is DeletePort { Name: var name } && name == cable.B.Name);
        Converge(machine, lab);
        AssertUp(machine, lab);
    }).Check(Run);

    [Fact]
    public void Cable_that_somebody_else_owns_is_never_taken_over()
    {
        var machine = new FakeMachine();
        var own = Enumerable.Range(1, 100).Select(Lab).First(l => l.Cables.Any(c => !c.A.Place.IsRoot));
        Converge(machine, own);
        var cable = own.Cables.First(c => !c.A.Place.IsRoot);
        var there = machine.Observe();
        var other = new DesiredState { Lab = "other", Cables = [cable] };
        Assert.Throws<ObjectConflictException>(() => Differ.Diff(other, there, []));
    }

    private static DesiredState Lab(int seed)
    {
        // The port of a linux bridge inside a host needs that host: the fake checks that plans respect it.
        var spec = LabSpecs.Of(seed) with { Name = "lab" };
        return Resolver.Resolve(spec);
    }

    /// <summary>What the executor does: a few rounds, because removing a link takes routes along that the first look still saw.</summary>
    private static void Converge(FakeMachine machine, DesiredState lab)
    {
        for (var round = 0; round < 4; round++)
        {
            var plan = Differ.Diff(lab, machine.Observe(), Flows(lab));
            if (plan.IsEmpty) return;
            machine.Apply(plan);
        }
    }

    private static void AssertUp(FakeMachine machine, DesiredState lab)
    {
        var observed = machine.Observe();
        var rest = Differ.Diff(lab, observed, Flows(lab));
        Assert.True(rest.IsEmpty, string.Join('\n', rest.Steps.Select(s => $"{s.Target}: {s.Reason}")));
        foreach (var wanted in lab.Interfaces)
        {
            var there = observed.Places[wanted.Place].Interfaces[wanted.Name];
            Assert.True(there.IsUp);
            Assert.Equal(wanted.Addresses.Select(a => a.ToString()).Order(), there.Addresses.Select(a => a.ToString()).Order());
        }
    }

    /// <summary>Any flows will do: one a controlled bridge.</summary>
    private static List<DesiredFlow> Flows(DesiredState lab) =>
        [.. lab.Bridges.Where(b => b.Controller == SwitchController.OvsCtl).Select(b => new DesiredFlow(b.Name, 0, 1, "", "drop", LabMark.Cookie(lab.Lab, b.Name), b.Name, "because"))];
}
