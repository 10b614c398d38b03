namespace OvsCtl.Netns;

/// <summary>A neighbour as it is now, or as it was.</summary>
/// <param name="Neighbour">The one it is about.</param>
/// <param name="IsDeleted">True when it is gone.</param>
public sealed record NeighbourChange(Neighbour Neighbour, bool IsDeleted) : NetworkChange;
