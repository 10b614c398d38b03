namespace OvsCtl.Topology.Plans;

/// <summary>The kernel lacks something that the lab needs; nothing is begun then.</summary>
public sealed class MissingFeatureException(IReadOnlyList<string> missing) : Exception(string.Join('\n', missing));
