namespace OvsCtl.Netns;

/// <summary>Forwarding was turned on or off (RTM_NEWNETCONF).</summary>
/// <param name="IsIpv6">For IPv6; else for IPv4.</param>
/// <param name="IfIndex">The interface; null for the namespace's settings of all interfaces or of those to come.</param>
/// <param name="IsOn">Whether it is on now; null when the kernel told of another setting.</param>
public sealed record ForwardingChange(bool IsIpv6, int? IfIndex, bool? IsOn) : NetworkChange;
