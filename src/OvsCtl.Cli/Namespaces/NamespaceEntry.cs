namespace OvsCtl.Cli.Namespaces;

/// <summary>A line of <c>netns list</c>.</summary>
/// <param name="Name">As in /run/netns.</param>
/// <param name="IsStale">A file is there, a namespace is not.</param>
/// <param name="NsId">The id by which this namespace knows that one; null when it has none.</param>
internal sealed record NamespaceEntry(string Name, bool IsStale, int? NsId);
