namespace OvsCtl.Netns;

/// <summary>A feature of an interface, as <c>ethtool -k</c> shows it in its raw list.</summary>
/// <param name="Name">The kernel's name, such as <c>tx-checksum-ip-generic</c>.</param>
/// <param name="IsOn">True when it is in effect.</param>
/// <param name="IsRequested">True when it was asked for, or is on by default; without effect when another feature that it needs is off.</param>
/// <param name="IsFixed">True when nobody can change it.</param>
public sealed record EthtoolFeature(string Name, bool IsOn, bool IsRequested, bool IsFixed);
