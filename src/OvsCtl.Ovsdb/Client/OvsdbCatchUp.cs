namespace OvsCtl.Ovsdb;

/// <summary>How a new connection, or a new schema, brought the replica up to date.</summary>
/// <param name="Method">The request used: <c>monitor_cond_since</c>, <c>monitor_cond</c>, or <c>monitor</c> of the oldest servers.</param>
/// <param name="IsResumed">True when the server sent only what was missed since the last transaction seen, false when it sent all rows.</param>
/// <param name="ChangedRowCount">Rows added, changed or removed by it, all in one snapshot. However much was sent, rows that did not change are not counted.</param>
public sealed record OvsdbCatchUp(string Method, bool IsResumed, int ChangedRowCount);
