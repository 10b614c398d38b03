namespace OvsCtl.Netns;

/// <summary>An entry of /run/netns.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="IsStale">True when no namespace is bound to the file: only <see cref="NamedNamespaces.Delete"/> is of use then.</param>
/// <param name="Inode">The namespace's number; 0 when stale.</param>
/// <param name="NsId">The id that the calling thread's namespace uses for it, if one was given out. Every observer counts its own.</param>
public sealed record NamedNamespace(string Name, bool IsStale, ulong Inode, int? NsId);
