using OvsCtl.Netns;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Cli.Namespaces;

/// <summary>What a link does to what it sends: a <see cref="Shape"/> as the kernel's queueing disciplines.</summary>
internal static class LinkShape
{
    private const int ENOENT = 2; // asm-generic/errno-base.h

    /// <returns>Null when it sends as fast as it can.</returns>
    public static Shape? Read(RouteSocket route, int ifIndex)
    {
        var settings = route.GetQdiscs().Where(qdisc => qdisc.IfIndex == ifIndex).Select(qdisc => qdisc.Settings).ToList();
        var (bucket, emulation) = (settings.OfType<TokenBucket>().FirstOrDefault(), settings.OfType<NetworkEmulation>().FirstOrDefault());
        if (bucket is null && emulation is null) return null;
        return new Shape
        {
            Rate = bucket?.BitsPerSecond,
            Burst = bucket is null ? null : (int)Math.Min(bucket.BurstBytes, int.MaxValue),
            Delay = emulation is { Delay: var delay } && delay > TimeSpan.Zero ? delay : null,
            Loss = emulation is { Loss: > 0 and var loss } ? Math.Round(loss * 100, 4) : null,
        };
    }

    /// <exception cref="CommandFailure">The kernel lacks a discipline, or somebody took it off again.</exception>
    public static void Set(RouteSocket route, int ifIndex, SetShape step)
    {
        var batch = route.NewBatch();
        if (step.MustBeRemovedFirst) batch.DeleteQdisc(ifIndex);
        if (step.Shape is { } shape) batch.SetShape(ifIndex, Emulation(shape), Bucket(shape));
        try
        {
            batch.Commit();
        }
        catch (NetlinkException e) when (e.Errno == ENOENT && Missing(step.Shape) is { } missing)
        {
            throw new CommandFailure(ExitCode.NotPermitted, missing.Message, e);
        }

        if (!Shape.AreSame(step.Shape, Read(route, ifIndex)))
            throw new CommandFailure(ExitCode.Failed, $"{step.Place}:{step.Interface} did not keep it: Open vSwitch takes disciplines off its own ports; shape the other end of the cable");
    }

    private static MissingFeature? Missing(Shape? shape) => shape?.Disciplines.Select(KernelFeatures.FindMissingQdisc).FirstOrDefault(missing => missing is not null);

    private static NetworkEmulation? Emulation(Shape shape) =>
        shape.Delay is null && shape.Loss is null ? null : new NetworkEmulation { Delay = shape.Delay ?? default, Loss = (shape.Loss ?? 0) / 100 };

    private static TokenBucket? Bucket(Shape shape) =>
        shape is { Rate: { } rate, Burst: { } burst } ? new TokenBucket { BitsPerSecond = rate, BurstBytes = (uint)burst } : null;
}
