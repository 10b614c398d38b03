using OvsCtl.Netns;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Executing;

/// <summary>A shape as requests for queueing disciplines: netem outside, tbf inside of it or alone.</summary>
internal static class ShapeRequests
{
    private const uint EmulationHandle = 0x0001_0000; // 1:
    private const uint EmulationClass = 0x0001_0001; // 1:1

    public static void Add(RouteBatch batch, SetShape step)
    {
        if (step.MustBeRemovedFirst) batch.DeleteQdisc(step.Interface);
        if (step.Shape is not { } shape) return;
        var isEmulated = shape.Delay is not null || shape.Loss is not null;
        if (isEmulated) batch.SetQdisc(step.Interface, new NetworkEmulation { Delay = shape.Delay ?? default, Loss = (shape.Loss ?? 0) / 100 }, EmulationHandle);
        if (shape.Rate is { } rate) batch.SetQdisc(step.Interface, Bucket(shape, rate), parent: isEmulated ? EmulationClass : Qdisc.Root);
    }

    private static TokenBucket Bucket(Shape shape, ulong rate) => new() { BitsPerSecond = rate, BurstBytes = (uint)(shape.Completed().Burst ?? 0) };
}
