namespace OvsCtl.Controller.Tracing;

/// <summary>One stage of a packet's way.</summary>
/// <param name="Where">A host, root, a link or a bridge.</param>
/// <param name="What">What happens there.</param>
/// <param name="Why">What for, when somebody knows.</param>
public sealed record TraceStep(string Where, string What, string Why = "");

/// <summary>The way, and how it ends: <c>delivered to blue</c>, <c>dropped in table admission of v-net-0: …</c>.</summary>
public sealed record TraceResult(IReadOnlyList<TraceStep> Steps, bool IsDelivered, string Outcome);
