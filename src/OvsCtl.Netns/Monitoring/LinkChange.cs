namespace OvsCtl.Netns;

/// <summary>A link as it is now, or as it was.</summary>
/// <param name="Link">The one it is about.</param>
/// <param name="IsDeleted">True when it is gone.</param>
public sealed record LinkChange(Link Link, bool IsDeleted) : NetworkChange;
