using OvsCtl.Netns;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>A shape as requests for queueing disciplines.</summary>
internal static class ShapeRequests
{
    public static void Add(RouteBatch batch, SetShape step)
    {
        if (step.MustBeRemovedFirst) batch.DeleteQdisc(step.Interface);
        if (step.Shape is not { } shape) return;
        batch.SetShape(
            step.Interface,
            shape.Delay is null && shape.Loss is null ? null : new NetworkEmulation { Delay = shape.Delay ?? default, Loss = (shape.Loss ?? 0) / 100 },
            shape.Rate is { } rate ? new TokenBucket { BitsPerSecond = rate, BurstBytes = (uint)(shape.Completed().Burst ?? 0) } : null);
    }
}
