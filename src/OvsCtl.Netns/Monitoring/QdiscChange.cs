namespace OvsCtl.Netns;

/// <summary>A queueing discipline.</summary>
/// <param name="Qdisc">The one it is about.</param>
/// <param name="IsDeleted">True when it is gone.</param>
public sealed record QdiscChange(Qdisc Qdisc, bool IsDeleted) : NetworkChange;
