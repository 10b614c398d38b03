namespace OvsCtl.Topology.Desired;

/// <summary>A flow as text in the syntax of ovs-ofctl, which is how desired and installed flows are compared and shown.</summary>
/// <param name="Bridge">The bridge it belongs on.</param>
/// <param name="Table">OpenFlow table number.</param>
/// <param name="Priority">OpenFlow priority; the higher one wins.</param>
/// <param name="Match">Canonical match; empty for all.</param>
/// <param name="Actions">Canonical actions.</param>
/// <param name="Cookie">Leads back to the lab and the object.</param>
/// <param name="Owner">The object: <c>host red</c>.</param>
/// <param name="Why">A sentence saying what it is for.</param>
public sealed record DesiredFlow(string Bridge, int Table, int Priority, string Match, string Actions, ulong Cookie, string Owner, string Why);
