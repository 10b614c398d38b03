using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Labs;

/// <summary>How an up or a down ended.</summary>
/// <param name="Lab">The lab's name.</param>
/// <param name="Done">The steps that were carried out.</param>
/// <param name="Error">Why it did not succeed; null when it did.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record LabOutcome(string Lab, IReadOnlyList<PlanStep> Done, string? Error, TimeSpan Elapsed)
{
    public bool Succeeded => Error is null;

    public int Count(Change change) => Done.Count(s => s.Change == change);
}
