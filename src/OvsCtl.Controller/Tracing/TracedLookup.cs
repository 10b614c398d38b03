namespace OvsCtl.Controller.Tracing;

/// <summary>One table asked for one packet.</summary>
/// <param name="Bridge">The bridge.</param>
/// <param name="Table">The table's number.</param>
/// <param name="Priority">Of the flow that matched; null when none did.</param>
/// <param name="Match">Its match as ovs-ofctl writes it, ports by number.</param>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Actions">What it does, and what the switch remarks on that.</param>
public sealed record TracedLookup(string Bridge, int Table, int? Priority, string Match, ulong Cookie, IReadOnlyList<string> Actions);
