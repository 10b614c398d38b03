namespace OvsCtl.Topology.Plans;

/// <summary>Something that is not ours has a name that the lab needs. It is never touched; the person decides.</summary>
public sealed class ObjectConflictException(IReadOnlyList<string> conflicts)
    : Exception(string.Join('\n', conflicts))
{
    /// <summary>One sentence per clash: the object, whose it is, what to do.</summary>
    public IReadOnlyList<string> Conflicts { get; } = conflicts;
}
