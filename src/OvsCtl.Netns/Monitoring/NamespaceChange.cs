namespace OvsCtl.Netns;

/// <summary>A name in /run/netns.</summary>
/// <param name="Name">The name. A new one may be stale (EINVAL) for a moment: the file is made before the namespace is bound to it.</param>
/// <param name="IsDeleted">True when the name is gone.</param>
public sealed record NamespaceChange(string Name, bool IsDeleted) : NetworkChange;
