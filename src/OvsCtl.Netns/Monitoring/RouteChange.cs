namespace OvsCtl.Netns;

/// <summary>A route. One that was replaced is told as a new one; of several next hops each is told by itself.</summary>
/// <param name="Route">The one it is about.</param>
/// <param name="IsDeleted">True when it is gone.</param>
public sealed record RouteChange(Route Route, bool IsDeleted) : NetworkChange;
