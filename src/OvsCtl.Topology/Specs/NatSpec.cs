using System.Net;

namespace OvsCtl.Topology.Specs;

/// <summary>Masquerade: what comes from <paramref name="From"/> and leaves by <paramref name="Out"/> takes that interface's address.</summary>
/// <param name="From">The inner network.</param>
/// <param name="Out">The name of the interface that leads outside.</param>
/// <param name="In">The host that does it; null for root.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record NatSpec(IPNetwork From, string Out, string? In, Position At);
