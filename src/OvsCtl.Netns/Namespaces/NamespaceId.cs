namespace OvsCtl.Netns;

/// <summary>By which id a namespace knows another (linux/net_namespace.h).</summary>
/// <param name="Id">The id there, from 0.</param>
/// <param name="CurrentId">The id by which the asking namespace knows the same one; null when it has given none.</param>
public readonly record struct NamespaceId(int Id, int? CurrentId);
