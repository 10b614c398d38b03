using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Tests.LabFiles;

namespace OvsCtl.Topology.Tests.Plans;

public sealed class BesideSwitchTests
{
    [Fact]
    public void What_goes_beside_the_switch_may_be_done_before_it()
    {
        var moved = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var machine = new FakeMachine();
            var lab = Resolver.Resolve(LabSpecs.Of(seed));
            var plan = Differ.Diff(lab, machine.Observe(), []);
            var beside = BesideSwitch.Of(plan).SelectMany(p => p.Steps).ToList();
            moved += beside.Count;
            Assert.DoesNotContain(beside, s => StepObjects.PlaceOf(s) is null or { IsRoot: true });

            machine.Apply(plan with { Steps = [.. plan.Steps.Where(s => s.Phase < PlanPhase.Switches)] });
            machine.Apply(plan with { Steps = beside });
            machine.Apply(plan with { Steps = [.. plan.Steps.Where(s => s.Phase >= PlanPhase.Switches && !beside.Contains(s, ReferenceEqualityComparer.Instance))] });
            Assert.True(Differ.Diff(lab, machine.Observe(), []).IsEmpty);
        }

        Assert.True(moved > 200);
    }
}
