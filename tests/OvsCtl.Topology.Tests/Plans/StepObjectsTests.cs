using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Tests.LabFiles;

namespace OvsCtl.Topology.Tests.Plans;

public sealed class StepObjectsTests
{
    [Fact]
    public void What_a_step_needs_is_made_in_an_earlier_phase_of_the_same_plan()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var lab = Resolver.Resolve(LabSpecs.Of(seed));
            var plan = Differ.Diff(lab, new FakeMachine().Observe(), []);
            var made = plan.Steps.SelectMany(s => StepObjects.Provides(s).Select(o => (Object: o, s.Phase))).ToLookup(o => o.Object, o => o.Phase);
            foreach (var step in plan.Steps)
                foreach (var needed in StepObjects.Needs(step).Where(n => !n.StartsWith("addresses", StringComparison.Ordinal)))
                    Assert.True(made[needed].Any(phase => phase < step.Phase || step is SetBridgeInterfaceUp or CreateLinuxBridge or AddPort), $"{step.Target} needs {needed}");
        }
    }

    [Fact]
    public void Port_of_a_cable_made_again_is_a_replacement_and_says_what_it_costs()
    {
        var machine = new FakeMachine();
        var lab = Enumerable.Range(1, 100).Select(i => Resolver.Resolve(LabSpecs.Of(i))).First(l => l.Cables.Any(c => c.B.Place.IsRoot && l.Bridges.Any(b => b.Ports.Any(p => p.Name == c.B.Name))));
        machine.Apply(Differ.Diff(lab, machine.Observe(), []));
        var cable = lab.Cables.First(c => c.B.Place.IsRoot && lab.Bridges.Any(b => b.Ports.Any(p => p.Name == c.B.Name)));
        machine.DeleteLinkByHand(cable.A.Place, cable.A.Name);
        var plan = Differ.Diff(lab, machine.Observe(), []);
        Assert.True(plan.Steps.OfType<AddPort>().Single(p => p.Port.Name == cable.B.Name).IsReplacement);
        Assert.Contains(CollateralEffects.Of(plan), e => e.Contains(cable.B.Name, StringComparison.Ordinal) && e.Contains("cut off", StringComparison.Ordinal));
        Assert.DoesNotContain(Differ.Diff(lab, new FakeMachine().Observe(), []).Steps, s => s.IsReplacement);
    }
}
